package dev.roundup.sink.post;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows the template's own HTML (or XML) and, within Markdown, Liquid and kramdown attribute
 * lists, however many lines they take, to know what a value would be part of. It reads every
 * character of the template once; values are not read, since none can end what it stands in.
 */
final class Markup {
  /** What a value in any attribute of these would run, load or lead all readers to. */
  private static final Pattern ACTIVE_TAG =
      Pattern.compile("script|style|base|meta|link|object|embed|animate.*|set");

  private static final Pattern ACTIVE_ATTRIBUTE = Pattern.compile("on.*|style|srcdoc");
  private static final Pattern LINKING =
      Pattern.compile(
          "href|src|action|formaction|poster|data|cite|background|longdesc|ping|manifest|xlink:href");
  private static final Pattern NAMING = Pattern.compile("name|property");
  private static final Pattern AUTOLINK = Pattern.compile("https?|mailto");

  /** What the markup is part of, and so what can run. */
  enum Language {
    /** HTML among Markdown, with Liquid. */
    MARKDOWN,
    HTML,
    /** No element of which means anything to a browser. */
    XML
  }

  private enum State {
    TEXT,
    OPENING,
    TAG_NAME,
    AUTOLINK,
    TAG,
    ATTRIBUTE,
    AFTER_ATTRIBUTE,
    BEFORE_VALUE,
    UNQUOTED,
    QUOTED,
    DECLARATION,
    COMMENT,
    RAW
  }

  private final Language language;
  private final StringBuilder tag = new StringBuilder();
  private final StringBuilder attribute = new StringBuilder();
  private State state = State.TEXT;
  private String untilClosed = "";
  private char previous;
  private char quote;

  /** How many characters of a comment's or a script's end have been read. */
  private int ending;

  /** Whether the tag says what its content is called, as harmless meta elements do. */
  private boolean named;

  Markup(Language language) {
    this.language = language;
  }

  /** The template's next character. */
  void read(char c) {
    if (!untilClosed.isEmpty()) {
      readUntilClosed(c);
    } else if (language == Language.MARKDOWN
        && previous == '{'
        && (c == '{' || c == '%' || c == ':')) {
      untilClosed = c == '{' ? "}}" : c == '%' ? "%}" : "}";
      previous = 0;
    } else {
      readHtml(c);
      previous = c;
    }
  }

  /** A value stands here: what the template says next does not join what it said before. */
  void skipValue() {
    previous = 0;
    ending = 0;
    if (state == State.BEFORE_VALUE) {
      state = State.UNQUOTED;
    } else if (state == State.OPENING) {
      state = State.TEXT;
    }
  }

  /** An address in angle brackets begins with this value. */
  void skipAutolink() {
    state = State.AUTOLINK;
  }

  /** Why a text of the facts may not stand here; empty if it may. */
  Optional<String> refusal() {
    if (!untilClosed.isEmpty()) {
      return Optional.of("a value cannot stand in a Liquid tag or a kramdown attribute list");
    }
    return switch (state) {
      case TAG_NAME, TAG, ATTRIBUTE, AFTER_ATTRIBUTE, DECLARATION ->
          Optional.of("in an HTML tag, a value can only stand in the quotes of an attribute");
      case BEFORE_VALUE, UNQUOTED ->
          Optional.of("put quotes around the value of the attribute '" + attribute + "'");
      case RAW -> Optional.of("a value cannot stand in a '" + tag + "' element");
      case QUOTED -> quotedRefusal();
      default -> Optional.empty();
    };
  }

  private Optional<String> quotedRefusal() {
    boolean harmless = language == Language.XML || (named && tag.toString().equals("meta"));
    if (!harmless && ACTIVE_TAG.matcher(tag).matches()) {
      return Optional.of("a value cannot stand in a '" + tag + "' tag");
    }
    return language != Language.XML && ACTIVE_ATTRIBUTE.matcher(attribute).matches()
        ? Optional.of("a value cannot stand in the attribute '" + attribute + "'")
        : Optional.empty();
  }

  /** Between the quotes of an attribute. */
  boolean inAttribute() {
    return state == State.QUOTED;
  }

  /** Between the quotes of an attribute that holds an address. */
  boolean inLinkingAttribute() {
    return state == State.QUOTED && LINKING.matcher(attribute).matches();
  }

  /** The quote that ends the attribute. */
  char quote() {
    return quote;
  }

  boolean inComment() {
    return state == State.COMMENT;
  }

  /** In an address in angle brackets, after its scheme. */
  boolean inAutolink() {
    return state == State.AUTOLINK;
  }

  /** Right after a less-than sign. */
  boolean afterAngle() {
    return state == State.OPENING;
  }

  private void readUntilClosed(char c) {
    boolean one = untilClosed.length() == 1;
    if (c == '}' && (one ? previous != '\\' : previous == untilClosed.charAt(0))) {
      untilClosed = "";
      previous = 0;
      return;
    }
    previous = one && previous == '\\' ? 0 : c;
  }

  private void readHtml(char c) {
    boolean space = Character.isWhitespace(c);
    switch (state) {
      case TEXT, OPENING -> open(c);
      case TAG_NAME -> readTagName(c, space);
      case AUTOLINK -> state = c == '<' ? State.OPENING : space || c == '>' ? State.TEXT : state;
      case TAG, AFTER_ATTRIBUTE -> readTag(c, space);
      case ATTRIBUTE -> {
        if (space || c == '=' || c == '>' || c == '/') {
          state = space ? State.AFTER_ATTRIBUTE : state;
          readTag(c, space);
        } else {
          attribute.append(Character.toLowerCase(c));
        }
      }
      case BEFORE_VALUE -> {
        if (c == '"' || c == '\'') {
          quote = c;
          state = State.QUOTED;
        } else if (!space) {
          state = State.UNQUOTED;
          endTagAt(c);
        }
      }
      case UNQUOTED -> {
        state = space ? State.TAG : state;
        endTagAt(c);
      }
      case QUOTED -> state = c == quote ? State.TAG : state;
      case DECLARATION -> readDeclaration(c);
      case COMMENT -> {
        state = c == '>' && ending > 1 ? State.TEXT : state;
        ending = c == '-' ? ending + 1 : 0;
      }
      case RAW -> readRaw(c);
    }
  }

  private void open(char c) {
    if (c == '<') {
      state = State.OPENING;
    } else if (state == State.OPENING) {
      named = false;
      tag.setLength(0);
      tag.append(Character.toLowerCase(c));
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean declares = c == '!' || c == '?';
      state = letter || c == '/' ? State.TAG_NAME : declares ? State.DECLARATION : State.TEXT;
    }
  }

  private void readTagName(char c, boolean space) {
    if (space || (c == '/' && tag.length() > 0)) {
      state = State.TAG;
    } else if (c == ':' && AUTOLINK.matcher(tag).matches()) {
      state = State.AUTOLINK;
    } else if (!endTagAt(c)) {
      tag.append(Character.toLowerCase(c));
    }
  }

  /** Between attributes, or after the name of one. */
  private void readTag(char c, boolean space) {
    if (c == '=' && state != State.TAG) {
      named |= NAMING.matcher(attribute).matches();
      state = State.BEFORE_VALUE;
    } else if (c == '/') {
      state = State.TAG;
    } else if (!space && !endTagAt(c)) {
      attribute.setLength(0);
      attribute.append(Character.toLowerCase(c));
      state = State.ATTRIBUTE;
    }
  }

  private boolean endTagAt(char c) {
    if (c == '>') {
      String name = tag.toString();
      state = name.equals("script") || name.equals("style") ? State.RAW : State.TEXT;
      ending = 0;
    }
    return c == '>';
  }

  private void readDeclaration(char c) {
    if (c == '>') {
      state = State.TEXT;
      return;
    }
    if (tag.length() < 3) {
      tag.append(c);
    }
    if (tag.toString().equals("!--")) {
      state = State.COMMENT;
      ending = 2;
    }
  }

  private void readRaw(char c) {
    String end = "</" + tag;
    ending = Character.toLowerCase(c) == end.charAt(ending) ? ending + 1 : c == '<' ? 1 : 0;
    if (ending == end.length()) {
      tag.insert(0, '/');
      state = State.TAG_NAME;
    }
  }
}
