package dev.roundup.standalone.edits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What somebody does to a post in one sitting. */
final class Edit {
  private final Random random;
  private final Tokens tokens;
  private final List<String> lines;
  private final String eol;
  private final int fence;

  private Edit(String text, Random random, Tokens tokens) {
    this.random = random;
    this.tokens = tokens;
    this.eol = text.contains("\r\n") ? "\r\n" : "\n";
    this.lines = new ArrayList<>(Arrays.asList(text.split("\\R", -1)));
    int end = lines.subList(1, lines.size()).indexOf("---");
    this.fence = end < 0 ? 0 : end + 1;
  }

  /** The text after it. */
  static String of(String text, Random random, Tokens tokens) {
    Edit edit = new Edit(text, random, tokens);
    edit.apply();
    boolean windows = random.nextInt(40) == 0 ? edit.eol.equals("\n") : edit.eol.equals("\r\n");
    return String.join(windows ? "\r\n" : "\n", edit.lines);
  }

  private void apply() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> onLine(i -> isProse(i), i -> lines.set(i, lines.get(i) + " " + words()));
      case 3, 4 ->
          onLine(i -> lines.get(i).isBlank(), i -> lines.addAll(i, List.of("", paragraph())));
      case 5 ->
          onLine(i -> lines.get(i).startsWith("* "), i -> lines.set(i, "* Rather " + words()));
      case 6 -> onLine(i -> lines.get(i).startsWith("* "), i -> lines.add(i, "* Also " + words()));
      case 7 -> onLine(i -> isProse(i), this::deleteParagraph);
      case 8 -> onLine(i -> lines.get(i).startsWith("* "), i -> lines.remove(i));
      case 9 -> moveParagraph();
      case 10 -> frontMatter();
      default -> onLine(i -> isProse(i), this::withinLine);
    }
  }

  private String words() {
    return "says " + tokens.ofPeople() + " here";
  }

  private String paragraph() {
    return "Somebody adds that " + tokens.ofPeople() + " was the best of all.";
  }

  private boolean isProse(int line) {
    String text = lines.get(line);
    return !text.isBlank() && !text.startsWith("#") && !text.startsWith("![");
  }

  private interface OnLine {
    void change(int line);
  }

  /** Of the body. */
  private void onLine(IntPredicate wanted, OnLine change) {
    int[] all = IntStream.range(fence + 1, lines.size()).filter(wanted).toArray();
    if (all.length > 0) {
      change.change(all[random.nextInt(all.length)]);
    }
  }

  private void withinLine(int line) {
    String text = lines.get(line);
    int space = text.indexOf(' ', text.startsWith("* ") ? 2 : 0);
    if (space > 0 && text.lastIndexOf('[', space) < 0) {
      lines.set(line, text.substring(0, space) + " " + tokens.ofPeople() + text.substring(space));
    }
  }

  private void deleteParagraph(int line) {
    int from = line;
    while (from > fence + 1 && !lines.get(from - 1).isBlank()) {
      from--;
    }
    int to = line;
    while (to < lines.size() && !lines.get(to).isBlank()) {
      to++;
    }
    lines.subList(from, to).clear();
  }

  private void moveParagraph() {
    List<String> body =
        new ArrayList<>(
            Arrays.asList(
                String.join("\n", lines.subList(fence + 1, lines.size())).split("\n\n+", -1)));
    if (body.size() < 3) {
      return;
    }
    String moved = body.remove(1 + random.nextInt(body.size() - 2));
    body.add(1 + random.nextInt(body.size() - 1), moved);
    lines.subList(fence + 1, lines.size()).clear();
    lines.addAll(Arrays.asList(String.join("\n\n", body).split("\n", -1)));
  }

  private void frontMatter() {
    if (fence == 0) {
      return;
    }
    int line = 1 + random.nextInt(fence - 1);
    switch (random.nextInt(4)) {
      case 0 -> lines.add(fence, "key-" + tokens.ofPeople() + ": " + tokens.ofPeople());
      case 1 -> lines.add(line, "# seen by " + tokens.ofPeople());
      case 2 -> change("tags: [", "]", ", " + tokens.ofPeople() + "]");
      default -> change("title: \"", "\"", " " + tokens.ofPeople() + "\"");
    }
  }

  private void change(String start, String end, String newEnd) {
    for (int i = 1; i < fence; i++) {
      if (lines.get(i).startsWith(start) && lines.get(i).endsWith(end)) {
        String line = lines.get(i);
        lines.set(i, line.substring(0, line.length() - end.length()) + newEnd);
      }
    }
  }
}
