package dev.roundup.sink.merge;

import java.util.ArrayList;
import java.util.List;

/**
 * The blank space between two units of the result: as in the file where they are neighbours there,
 * as generated where the facts made them neighbours, and tidy where both brought them together.
 */
final class Gaps {
  private final Sides sides;
  private final Piece end;
  private final String eol;

  Gaps(Sides sides, Piece end) {
    this.sides = sides;
    this.end = end;
    this.eol = sides.inLineEndsOfPeople("\n");
  }

  String bom() {
    String people = sides.human.bom();
    return people.equals(sides.base.bom()) ? sides.generated.bom() : people;
  }

  String between(Piece x, Piece y) {
    if (y == end) {
      return changedByWhom(
          gap(sides.base, end.base),
          gap(sides.human, end.human),
          gap(sides.generated, end.generated));
    }
    boolean inHuman = y.human >= 0 && y.human == x.human + 1;
    boolean inBase = y.base >= 0 && y.base == x.base + 1;
    boolean inGenerated = y.generated >= 0 && y.generated == x.generated + 1;
    if (inHuman) {
      String people = gap(sides.human, y.human);
      return inBase && inGenerated
          ? changedByWhom(gap(sides.base, y.base), people, gap(sides.generated, y.generated))
          : people;
    }
    if (inGenerated) {
      return sides.inLineEndsOfPeople(gap(sides.generated, y.generated));
    }
    return x.isStart() ? "" : tidy(x, y);
  }

  private static String gap(Cut cut, int index) {
    return cut.gap(index);
  }

  private String changedByWhom(String base, String people, String facts) {
    boolean untouched = Eol.lf(people).equals(Eol.lf(base));
    boolean different = !Eol.lf(people).equals(Eol.lf(facts));
    return untouched && different ? sides.inLineEndsOfPeople(facts) : people;
  }

  private String tidy(Piece x, Piece y) {
    Unit before = unit(x);
    Unit after = unit(y);
    if (before.kind().isFrontMatter() && after.kind().isFrontMatter()) {
      return eol;
    }
    boolean list = before.isInList() && after.isInList();
    String best = list ? null : eol + eol;
    for (String gap : known(x, y)) {
      int lines = Eol.count(gap);
      boolean better = best == null || (list ? lines < Eol.count(best) : lines > Eol.count(best));
      if (lines > 0 && better) {
        best = gap;
      }
    }
    return best == null ? eol : best;
  }

  private Unit unit(Piece piece) {
    return piece.human >= 0 ? sides.human.unit(piece.human) : sides.generated.unit(piece.generated);
  }

  /** What is after the one and before the other where they come from. */
  private List<String> known(Piece x, Piece y) {
    List<String> known = new ArrayList<>();
    if (x.human >= 0 && x.human + 1 < sides.human.size()) {
      known.add(gap(sides.human, x.human + 1));
    } else if (x.generated >= 0 && x.generated + 1 < sides.generated.size()) {
      known.add(sides.inLineEndsOfPeople(gap(sides.generated, x.generated + 1)));
    }
    if (y.human > 0) {
      known.add(gap(sides.human, y.human));
    } else if (y.generated > 0) {
      known.add(sides.inLineEndsOfPeople(gap(sides.generated, y.generated)));
    }
    return known;
  }
}
