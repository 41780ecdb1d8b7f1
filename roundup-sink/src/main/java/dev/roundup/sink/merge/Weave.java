package dev.roundup.sink.merge;

import dev.roundup.sink.merge.Note.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts the result together: the file's own order, without what the facts took away; then each unit
 * that the facts moved or added, after the nearest one that comes before it in the generated post.
 */
final class Weave {
  private final Sides sides;
  private final Piece start = new Piece(-1, -1, -1, "");
  private final Piece end;
  private final Piece[] ofGenerated;
  private final List<Collision> collisions;
  private final List<Note> notes = new ArrayList<>();
  private final Set<String> linksOfPeople;

  private Weave(Sides sides) {
    this.sides = sides;
    end = new Piece(sides.base.size(), sides.human.size(), sides.generated.size(), "");
    start.after = end;
    end.before = start;
    Fates fates = new Fates(sides, notes);
    ofGenerated = fates.ofGenerated();
    collisions = fates.collisions();
    linksOfPeople = sides.linksOfPeople();
    for (Piece piece : fates.ofHuman()) {
      if (piece != null) {
        piece.putAfter(end.before);
      }
    }
  }

  static Merged of(Sides sides) {
    Weave weave = new Weave(sides);
    weave.insert(weave.movedByFacts());
    return new Merged(weave.text(), weave.collisions, weave.notes);
  }

  /** Takes out what the facts moved and people did not, with what people wrote right after it. */
  private Map<Piece, List<Piece>> movedByFacts() {
    List<Piece> everywhere =
        Stream.of(ofGenerated).filter(Objects::nonNull).filter(piece -> piece.base >= 0).toList();
    Set<Piece> moved = outOfOrder(everywhere);
    if (moved.isEmpty()) {
      return Map.of();
    }
    moved.removeAll(
        outOfOrder(
            everywhere.stream().sorted(Comparator.comparingInt(piece -> piece.human)).toList()));
    Map<Piece, List<Piece>> followers = new HashMap<>();
    for (Piece piece = start.after; piece != end; ) {
      Piece next = piece.after;
      if (moved.contains(piece)) {
        List<Piece> with = new ArrayList<>();
        for (; next != end && next.isPeoples() && !isHeading(next); next = piece.after) {
          with.add(next);
          next.takeOut();
        }
        piece.takeOut();
        followers.put(piece, with);
      }
      piece = next;
    }
    return followers;
  }

  private static Set<Piece> outOfOrder(List<Piece> pieces) {
    boolean[] rising = Lcs.rising(pieces.stream().mapToInt(piece -> piece.base).toArray());
    Set<Piece> out = new HashSet<>();
    for (int i = 0; i < rising.length; i++) {
      if (!rising[i]) {
        out.add(pieces.get(i));
      }
    }
    return out;
  }

  private boolean isHeading(Piece piece) {
    return sides.human.unit(piece.human).kind() == Kind.HEADING;
  }

  private void insert(Map<Piece, List<Piece>> moved) {
    for (int g = 0; g < ofGenerated.length; g++) {
      if (ofGenerated[g] == null) {
        insertNew(g);
      } else if (moved.containsKey(ofGenerated[g])) {
        Piece last = ofGenerated[g];
        last.putAfter(place(g));
        for (Piece follower : moved.get(ofGenerated[g])) {
          follower.putAfter(last);
          last = follower;
        }
      }
    }
  }

  private void insertNew(int g) {
    Unit unit = sides.generated.unit(g);
    int b = sides.regeneration.left(g);
    int parent = sides.parent(g);
    if (b >= 0) {
      if (!unit.says(sides.base.unit(b))) {
        note(What.STAYS_DELETED, g);
      }
    } else if (sides.isInDeletedBlock(g) || (parent >= 0 && !isInPost(parent))) {
      note(What.STAYS_DELETED, g);
    } else if (isLinkOfPeople(unit)) {
      note(What.ALREADY_THERE, g);
    } else {
      Piece piece = new Piece(Piece.NONE, Piece.NONE, g, sides.inLineEndsOfPeople(unit.raw()));
      piece.putAfter(place(g));
      ofGenerated[g] = piece;
      note(What.JOINED, g);
    }
  }

  private boolean isLinkOfPeople(Unit unit) {
    return !unit.kind().isFrontMatter()
        && Words.isLittleMoreThanLinks(unit.body())
        && linksOfPeople.containsAll(unit.words().links());
  }

  private void note(What what, int g) {
    notes.add(new Note(what, sides.inGenerated.innermost(g), sides.generated.unit(g).text()));
  }

  private boolean isInPost(int g) {
    return ofGenerated[g] != null && ofGenerated[g].isInPost();
  }

  /** The piece after which this unit of the generated post belongs. */
  private Piece place(int g) {
    List<String> path = sides.path(g);
    for (int level = path.size() - 1; level >= 0; level--) {
      int[] extent = sides.inGenerated.extent(path.get(level));
      Piece place = place(g, extent[0], extent[1], level == path.size() - 1);
      if (place != null) {
        return place;
      }
    }
    Piece place = place(g, 0, ofGenerated.length - 1, false);
    return place == null ? start : place;
  }

  private Piece place(int g, int first, int last, boolean sameBlock) {
    for (int at = g - 1; at >= first; at--) {
      if (isInPost(at)) {
        return after(ofGenerated[at], sides.generated.unit(g), sameBlock);
      }
    }
    for (int at = g + 1; at <= last; at++) {
      if (isInPost(at)) {
        return ofGenerated[at].before;
      }
    }
    return null;
  }

  /** People's words that belong to what is before stay with it. */
  private Piece after(Piece before, Unit unit, boolean sameBlock) {
    Piece at = before;
    while (at.after.isPeoples() && belongs(at.after, unit, sameBlock)) {
      at = at.after;
    }
    return at;
  }

  private boolean belongs(Piece words, Unit unit, boolean sameBlock) {
    Unit people = sides.human.unit(words.human);
    return sameBlock
        ? unit.isInList() && people.depth() > unit.depth()
        : people.kind() != Kind.HEADING && !people.kind().isFrontMatter();
  }

  private String text() {
    Gaps gaps = new Gaps(sides, end);
    StringBuilder text = new StringBuilder(gaps.bom());
    for (Piece piece = start.after; piece != end; piece = piece.after) {
      text.append(gaps.between(piece.before, piece)).append(piece.text);
    }
    return text.append(gaps.between(end.before, end)).toString();
  }
}
