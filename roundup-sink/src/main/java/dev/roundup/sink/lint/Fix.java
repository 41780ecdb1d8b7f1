package dev.roundup.sink.lint;

/**
 * What would be right instead.
 *
 * @param start offset in the file
 * @param end offset after what is replaced
 * @param safe whether nobody can mean anything else, so that it may be done without asking
 */
record Fix(int start, int end, String text, boolean safe) {}
