package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Something that people do to a post in an editor; their words begin with {@code hand}. */
record HandEdit(What what, int where, int how, int token) {
  enum What {
    WORD_CHANGED,
    WORD_INSERTED,
    WORD_DELETED,
    LINE_EXTENDED,
    LINE_REWRITTEN,
    LINE_DELETED,
    LINES_DELETED,
    LINE_MOVED,
    PARAGRAPHS_SWAPPED,
    PARAGRAPH_ADDED,
    HEADING_ADDED,
    ITEM_ADDED,
    POINT_ADDED,
    KEY_ADDED,
    COMMENT_ADDED,
    END_OF_LINE_COMMENT,
    TITLE_QUOTED_OTHERWISE,
    TAG_ADDED,
    BULLETS_CHANGED,
    REWRAPPED,
    WINDOWS_LINE_ENDS,
    NO_LAST_LINE_END,
    BYTE_ORDER_MARK
  }

  /** Those that leave every line of the post as it was. */
  static final List<What> ADDITIONS =
      List.of(
          What.PARAGRAPH_ADDED,
          What.HEADING_ADDED,
          What.ITEM_ADDED,
          What.KEY_ADDED,
          What.COMMENT_ADDED);

  static final List<What> REORDERING = List.of(What.LINE_MOVED, What.PARAGRAPHS_SWAPPED);

  static Arbitrary<List<HandEdit>> some(List<What> whats) {
    return Combinators.combine(
            Arbitraries.of(whats),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 60))
        .as((what, where, how) -> new HandEdit(what, where, how, 0))
        .list()
        .ofMaxSize(6);
  }

  static String apply(List<HandEdit> edits, String post) {
    String text = post;
    for (int i = 0; i < edits.size(); i++) {
      HandEdit edit = edits.get(i);
      text = new HandEdit(edit.what, edit.where, edit.how, i).apply(text);
    }
    return text;
  }

  private String word(String suffix) {
    return "hand" + token + suffix;
  }

  private String apply(String text) {
    return switch (what) {
      case WINDOWS_LINE_ENDS -> Eol.crlf(text);
      case NO_LAST_LINE_END -> text.stripTrailing();
      case BYTE_ORDER_MARK -> text.startsWith("\uFEFF") ? text : "\uFEFF" + text;
      case BULLETS_CHANGED -> text.replace("\n* ", "\n- ");
      case TITLE_QUOTED_OTHERWISE -> text.replaceAll("title: \"([^\"\n]*)\"", "title: '$1'");
      case TAG_ADDED -> text.replaceAll("tags: \\[([^\\]\n]*)\\]", "tags: [$1, " + word("g") + "]");
      default -> {
        String eol = Eol.isCrlf(text) ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(Arrays.asList(Eol.lf(text).split("\n", -1)));
        apply(lines);
        yield String.join(eol, lines);
      }
    };
  }

  private void apply(List<String> lines) {
    int fence = Math.max(lines.subList(1, lines.size()).indexOf("---") + 1, 0);
    int[] prose =
        IntStream.range(fence + 1, lines.size()).filter(i -> !lines.get(i).isBlank()).toArray();
    int[] items = Arrays.stream(prose).filter(i -> lines.get(i).matches("[*-] .*")).toArray();
    if (prose.length == 0) {
      return;
    }
    int line = prose[where % prose.length];
    int other = prose[how % prose.length];
    switch (what) {
      case WORD_CHANGED -> words(lines, line, (words, i) -> words.set(i, word("a")));
      case WORD_INSERTED -> words(lines, line, (words, i) -> words.add(i, word("b")));
      case WORD_DELETED -> words(lines, line, List::remove);
      case LINE_EXTENDED -> lines.set(line, lines.get(line) + " " + word("c"));
      case LINE_REWRITTEN ->
          lines.set(line, "In " + word("d") + " other " + word("e") + " words entirely.");
      case LINE_DELETED -> lines.remove(line);
      case LINES_DELETED -> lines.subList(line, Math.min(line + 1 + how / 6, lines.size())).clear();
      case LINE_MOVED -> lines.add(Math.min(other, lines.size() - 1), lines.remove(line));
      case PARAGRAPHS_SWAPPED -> swap(lines, fence);
      case PARAGRAPH_ADDED -> paragraph(lines, fence, "This is what " + word("f") + " wanted said");
      case HEADING_ADDED -> paragraph(lines, fence, "## More of " + word("h"));
      case ITEM_ADDED -> after(lines, items, "* And then " + word("i") + " was said");
      case POINT_ADDED -> after(lines, items, "  - namely " + word("j"));
      case REWRAPPED -> words(lines, line, (words, i) -> words.set(i, "\n" + words.get(i)));
      case KEY_ADDED -> within(lines, fence, word("key") + ": " + word("k"));
      case COMMENT_ADDED -> within(lines, fence, "# by " + word("l"));
      case END_OF_LINE_COMMENT -> {
        if (fence > 1) {
          int at = 1 + where % (fence - 1);
          lines.set(at, lines.get(at) + " # keep " + word("m"));
        }
      }
      default -> throw new AssertionError(what);
    }
  }

  private interface OnWord {
    void change(List<String> words, int at);
  }

  private void words(List<String> lines, int line, OnWord change) {
    List<String> words = new ArrayList<>(List.of(lines.get(line).split(" ")));
    int[] plain =
        IntStream.range(0, words.size())
            .filter(i -> words.get(i).matches("[A-Za-z0-9]+[.,]?"))
            .toArray();
    if (plain.length > 0) {
      change.change(words, plain[how % plain.length]);
      lines.set(line, String.join(" ", words).replace(" \n", "\n"));
    }
  }

  private static void after(List<String> lines, int[] items, String item, int where) {
    if (items.length > 0) {
      lines.add(items[where % items.length] + 1, item);
    }
  }

  private void after(List<String> lines, int[] items, String item) {
    after(lines, items, item, where);
  }

  private void within(List<String> lines, int fence, String line) {
    if (fence > 0) {
      lines.add(1 + where % fence, line);
    }
  }

  private void paragraph(List<String> lines, int fence, String paragraph) {
    int[] blank =
        IntStream.range(fence + 1, lines.size()).filter(i -> lines.get(i).isBlank()).toArray();
    if (blank.length > 0) {
      lines.addAll(blank[where % blank.length], List.of("", paragraph));
    }
  }

  private void swap(List<String> lines, int fence) {
    List<String> paragraphs =
        new ArrayList<>(
            List.of(String.join("\n", lines.subList(fence + 1, lines.size())).split("\n\n+")));
    if (paragraphs.size() > 1) {
      String moved = paragraphs.remove(where % paragraphs.size());
      paragraphs.add(how % (paragraphs.size() + 1), moved);
      List<String> head = new ArrayList<>(lines.subList(0, fence + 1));
      lines.clear();
      lines.addAll(head);
      lines.addAll(Arrays.asList(String.join("\n\n", paragraphs).split("\n", -1)));
    }
  }
}
