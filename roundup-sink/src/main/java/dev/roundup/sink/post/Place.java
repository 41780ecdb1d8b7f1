package dev.roundup.sink.post;

/**
 * Where in a Markdown text a value ends up.
 *
 * @param format who reads it
 * @param blockStart nothing but list or quote markers stands before it on its line, so it could
 *     begin a heading, a list, a rule
 * @param heading the line is a heading
 * @param before the character before it, 0 at the very beginning
 * @param after the template's character that follows it, 0 if another value or nothing does
 */
record Place(Format format, boolean blockStart, boolean heading, char before, char after) {
  /** Within a line, after a space. */
  static Place inline(Format format) {
    return new Place(format, false, false, ' ', (char) 0);
  }

  /** Whether a brace between these characters would begin Liquid, a shortcode or attributes. */
  boolean isBrace(char before, boolean last, char after) {
    boolean attributes = format == Format.HUGO && heading;
    return attributes || last || "{%:#".indexOf(after) >= 0 || before == '{';
  }

  /** At the beginning of a line of its own. */
  static Place line(Format format) {
    return new Place(format, true, false, '\n', '\n');
  }

  /** On lines of its own, where what begins a heading or a list may do so. */
  static Place lines(Format format) {
    return new Place(format, false, false, '\n', '\n');
  }
}
