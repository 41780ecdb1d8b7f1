package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.List;

/**
 * A post in pieces: its units, and the blank space before, between and after them. Put together
 * again they are the post, byte for byte.
 */
final class Cut {
  private static final String BOM = "\uFEFF";

  private final String bom;
  private final boolean crlf;
  private final boolean opaque;
  private final List<Unit> units = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();

  private Cut(String post, boolean whole) {
    bom = post.startsWith(BOM) ? BOM : "";
    String text = post.substring(bom.length());
    crlf = Eol.isCrlf(text);
    Lines lines = new Lines(text);
    FrontMatterCut.Result frontMatter = FrontMatterCut.of(text, lines, whole);
    opaque = frontMatter.isOpaque();
    units.addAll(frontMatter.units());
    units.addAll(BodyCut.of(text, lines, frontMatter.lines()));
    int at = 0;
    for (Unit unit : units) {
      gaps.add(text.substring(at, unit.start()));
      at = unit.start() + unit.raw().length();
    }
    gaps.add(text.substring(at));
  }

  static Cut of(String post) {
    return new Cut(post, false);
  }

  /** With front matter as one piece. */
  static Cut withWholeFrontMatter(String post) {
    return new Cut(post, true);
  }

  List<Unit> units() {
    return units;
  }

  Unit unit(int index) {
    return units.get(index);
  }

  int size() {
    return units.size();
  }

  /** What is between the unit before and this one; before the first and after the last, too. */
  String gap(int index) {
    return gaps.get(index);
  }

  String bom() {
    return bom;
  }

  boolean isCrlf() {
    return crlf;
  }

  /** Whether there is front matter that cannot be taken apart. */
  boolean isOpaque() {
    return opaque;
  }

  boolean says(Cut other) {
    if (size() != other.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (!unit(i).says(other.unit(i))) {
        return false;
      }
    }
    return true;
  }
}
