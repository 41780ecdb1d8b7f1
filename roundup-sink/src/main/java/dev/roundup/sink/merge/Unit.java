package dev.roundup.sink.merge;

/**
 * The smallest piece that is merged as one: a front matter key, a paragraph, a list item without
 * the items below it. Blank lines around it are not part of it.
 */
final class Unit {
  private final Kind kind;
  private final int depth;
  private final int start;
  private final String raw;
  private final String prefix;
  private final String body;
  private final String suffix;
  private final String key;
  private final YamlValue value;
  private Words words;

  private Unit(Span span, String raw, String[] parts) {
    this.kind = span.kind();
    this.depth = span.depth();
    this.start = span.start();
    this.raw = raw;
    this.prefix = parts[0];
    this.body = parts[1];
    this.suffix = parts[2];
    this.key = span.key();
    this.value = span.value();
  }

  /**
   * Where a piece lies.
   *
   * @param depth how many lists it is within; 0 outside of lists and for their outermost items
   * @param start offset of its first line in the post
   * @param key the front matter key; empty for anything else
   * @param value what the front matter key is set to; null for anything else
   */
  record Span(Kind kind, int depth, int start, String key, YamlValue value) {}

  static Unit of(Span span, String raw, String prefix, String suffix) {
    String clean = Eol.lf(raw);
    String before = Eol.lf(prefix);
    String after = Eol.lf(suffix);
    String middle = clean.substring(before.length(), clean.length() - after.length());
    return new Unit(span, raw, new String[] {before, middle, after});
  }

  Kind kind() {
    return kind;
  }

  int depth() {
    return depth;
  }

  int start() {
    return start;
  }

  /** Its bytes in the file. */
  String raw() {
    return raw;
  }

  /** What it says, whatever the line ends: prefix, body, suffix. */
  String text() {
    return prefix + body + suffix;
  }

  /** Indentation and list marker, number signs of a heading, or the front matter key. */
  String prefix() {
    return prefix;
  }

  String body() {
    return body;
  }

  /** A comment after a front matter value. */
  String suffix() {
    return suffix;
  }

  String key() {
    return key;
  }

  YamlValue value() {
    return value;
  }

  /** Most units are never compared word by word. */
  Words words() {
    if (words == null) {
      words = Words.of(body);
    }
    return words;
  }

  boolean says(Unit other) {
    return text().equals(other.text());
  }

  boolean isInList() {
    return kind == Kind.ITEM || depth > 0;
  }
}
