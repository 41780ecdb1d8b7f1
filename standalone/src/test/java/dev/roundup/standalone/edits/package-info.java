/**
 * Checks that no word is lost: people edit a thousand posts as editors do, while facts change them
 * and the sink is killed, and every word is a token of its own that must be where it belongs in the
 * end. Not a test of the build; {@code .ci/edits} runs it.
 */
package dev.roundup.standalone.edits;
