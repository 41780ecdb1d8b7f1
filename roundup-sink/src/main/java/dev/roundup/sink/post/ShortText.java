package dev.roundup.sink.post;

/**
 * A message that fits: of a longer one, words are left out before its last paragraph that has a
 * link. Links count as they are, and none is cut.
 */
final class ShortText {
  /** Code points of the longest message. */
  static final int MOST = 500;

  private static final String MORE = "…";

  private ShortText() {}

  static String of(String text) {
    String message = text.strip();
    if (length(message) <= MOST) {
      return message.isEmpty() ? "" : message + "\n";
    }
    int last = message.lastIndexOf("\n\n");
    String tail = last < 0 ? "" : message.substring(last);
    if (!tail.contains("://") || length(tail) >= MOST) {
      tail = "";
    }
    String head = message.substring(0, message.length() - tail.length());
    return shortened(head, MOST - length(tail)) + tail + "\n";
  }

  private static String shortened(String text, int most) {
    int end = text.offsetByCodePoints(0, Math.min(length(text), most - length(MORE)));
    int word = end;
    while (word > 0 && !Character.isWhitespace(text.charAt(word))) {
      word--;
    }
    boolean oneWord = text.substring(0, word).isBlank() && !text.contains("://");
    String kept = text.substring(0, oneWord ? end : word).stripTrailing();
    while (!kept.isEmpty() && ",;:-(".indexOf(kept.charAt(kept.length() - 1)) >= 0) {
      kept = kept.substring(0, kept.length() - 1).stripTrailing();
    }
    return kept + MORE;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
