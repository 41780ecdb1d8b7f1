/**
 * House style: what is likely to be wrong in a post, generated or written by hand. Each rule is a
 * class of its own; it is given a post that is read, and says what it finds.
 */
package dev.roundup.sink.lint;
