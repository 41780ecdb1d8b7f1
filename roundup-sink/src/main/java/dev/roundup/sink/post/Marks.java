package dev.roundup.sink.post;

import java.util.ArrayList;
import java.util.List;

/**
 * What the template engine writes between the template's own characters, so that a value can be
 * escaped by where it ended up rather than by where it came from, and blocks can be found again.
 *
 * <p>The marks are Unicode noncharacters, which are never part of a text: {@link Text} removes them
 * from every value, and {@link PostTemplate} from templates.
 */
final class Marks {
  private static final char VALUE = '\uFDD0';
  private static final char BLOCK = '\uFDD1';
  private static final char LINE = '\uFDD2';
  private static final char END_BLOCK = '\uFDD3';
  private static final char END = '\uFDD4';
  private static final char LINK = '\uFDD5';
  private static final char END_LINK = '\uFDD6';

  /** What a piece of the engine's output is. */
  enum Kind {
    /** The template's own characters, at most one line. */
    LITERAL('l'),
    /** Plain text of the facts. */
    PLAIN('p'),
    /** Markdown of the facts. */
    MARKDOWN('m'),
    /** A number, a date: text that cannot be mistaken. */
    TYPED('t'),
    /** An address. */
    URL('u'),
    /** A finished YAML scalar. */
    YAML('y'),
    /** Finished Markdown. */
    WOVEN('w'),
    /** What follows is linked to this address. */
    LINK('a'),
    /** The innermost link ends. */
    END_LINK('z'),
    /** A block of this name begins. */
    BLOCK('b'),
    /** The innermost block ends. */
    END_BLOCK('e'),
    /** What follows stems from this line of the template. */
    LINE('n');

    private final char code;

    Kind(char code) {
      this.code = code;
    }

    static Kind of(char code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no such kind of mark: " + code);
    }

    boolean isValue() {
      return switch (this) {
        case PLAIN, MARKDOWN, TYPED, URL, YAML, WOVEN -> true;
        default -> false;
      };
    }
  }

  record Token(Kind kind, String text) {}

  private Marks() {}

  static String value(Kind kind, String text) {
    return String.valueOf(VALUE) + kind.code + text + END;
  }

  static String block(String name, CharSequence content) {
    return BLOCK + name + END + content + END_BLOCK + END;
  }

  /** A text, marked or not, that is linked to an address. */
  static String link(String shown, String url) {
    return LINK + url + END + shown + END_LINK + END;
  }

  /** The engine's output that this token was read from. */
  static String written(Token token) {
    return switch (token.kind()) {
      case LITERAL -> token.text();
      case BLOCK -> BLOCK + token.text() + END;
      case END_BLOCK -> String.valueOf(END_BLOCK) + END;
      case LINE -> LINE + token.text() + END;
      case LINK -> LINK + token.text() + END;
      case END_LINK -> String.valueOf(END_LINK) + END;
      default -> value(token.kind(), token.text());
    };
  }

  static String line(int line) {
    return LINE + String.valueOf(line) + END;
  }

  /** The same value as another kind; texts that are not one value stay as they are. */
  static CharSequence as(Kind kind, Kind from, CharSequence marked) {
    boolean matches =
        marked.length() > 1 && marked.charAt(0) == VALUE && marked.charAt(1) == from.code;
    return matches ? value(kind, marked.subSequence(2, marked.length() - 1).toString()) : marked;
  }

  static String removedFrom(String text) {
    return Text.without(text, c -> c >= VALUE && c <= '\uFDEF');
  }

  /** The engine's output, piece by piece; literals are cut after each line feed. */
  static List<Token> tokens(String marked) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < marked.length()) {
      char c = marked.charAt(at);
      int end;
      switch (c) {
        case VALUE -> {
          end = marked.indexOf(END, at);
          Kind kind = Kind.of(marked.charAt(at + 1));
          tokens.add(new Token(kind, marked.substring(at + 2, end)));
          end++;
        }
        case BLOCK, LINE, END_BLOCK, LINK, END_LINK -> {
          end = marked.indexOf(END, at);
          tokens.add(new Token(structure(c), marked.substring(at + 1, end)));
          end++;
        }
        default -> {
          end = at;
          while (end < marked.length() && !isMark(marked.charAt(end))) {
            if (marked.charAt(end++) == '\n') {
              break;
            }
          }
          tokens.add(new Token(Kind.LITERAL, marked.substring(at, end)));
        }
      }
      at = end;
    }
    return tokens;
  }

  private static Kind structure(char mark) {
    return switch (mark) {
      case BLOCK -> Kind.BLOCK;
      case END_BLOCK -> Kind.END_BLOCK;
      case LINK -> Kind.LINK;
      case END_LINK -> Kind.END_LINK;
      default -> Kind.LINE;
    };
  }

  private static boolean isMark(char c) {
    return c >= VALUE && c <= END_LINK;
  }
}
