package dev.roundup.sink.post;

/**
 * Where in a Markdown text a value ends up.
 *
 * @param blockStart nothing but list or quote markers stands before it on its line, so it could
 *     begin a heading, a list, a rule
 * @param heading the line is a heading
 * @param before the character before it, 0 at the very beginning
 * @param after the template's character that follows it, 0 if another value or nothing does
 */
record Place(boolean blockStart, boolean heading, char before, char after) {
  static final Place INLINE = new Place(false, false, ' ', (char) 0);
}
