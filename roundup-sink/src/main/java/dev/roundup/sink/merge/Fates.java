package dev.roundup.sink.merge;

import dev.roundup.sink.merge.Collision.Why;
import dev.roundup.sink.merge.Note.What;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides for each unit of the file what becomes of it: whose words it has, and whether it stays.
 */
final class Fates {
  private final Sides sides;
  private final Piece[] ofHuman;
  private final Piece[] ofGenerated;
  private final Map<Integer, Collision> collisions = new TreeMap<>();
  private final List<Note> notes;

  Fates(Sides sides, List<Note> notes) {
    this.sides = sides;
    this.notes = notes;
    ofHuman = new Piece[sides.human.size()];
    ofGenerated = new Piece[sides.generated.size()];
    Map<String, Deque<Integer>> additions = additionsOfFacts();
    for (int h = 0; h < ofHuman.length; h++) {
      int b = sides.edit.left(h);
      int g = b >= 0 ? sides.regeneration.right(b) : next(additions, sides.human.unit(h));
      Piece piece =
          new Piece(b < 0 ? Piece.NONE : b, h, g < 0 ? Piece.NONE : g, sides.human.unit(h).raw());
      ofHuman[h] = piece;
      if (g >= 0) {
        ofGenerated[g] = piece;
      }
    }
    for (int h = ofHuman.length - 1; h >= 0; h--) {
      decide(ofHuman[h]);
    }
  }

  /** In the order of the file; null where the facts took a unit away. */
  Piece[] ofHuman() {
    return ofHuman;
  }

  /** In the order of the generated post; null where the file has nothing of it. */
  Piece[] ofGenerated() {
    return ofGenerated;
  }

  List<Collision> collisions() {
    return new ArrayList<>(collisions.values());
  }

  /** What is new from the facts, by what it says. */
  private Map<String, Deque<Integer>> additionsOfFacts() {
    Map<String, Deque<Integer>> additions = new HashMap<>();
    for (int g = 0; g < sides.generated.size(); g++) {
      if (sides.regeneration.left(g) < 0) {
        additions.computeIfAbsent(saying(sides.generated.unit(g)), k -> new ArrayDeque<>()).add(g);
      }
    }
    return additions;
  }

  private static int next(Map<String, Deque<Integer>> additions, Unit unit) {
    Deque<Integer> same = additions.get(saying(unit));
    return same == null || same.isEmpty() ? -1 : same.poll();
  }

  private static String saying(Unit unit) {
    boolean byName = unit.kind().isFrontMatter() && unit.kind() != Kind.COMMENT;
    return byName ? Alignment.name(unit) : Spacing.spoken(unit.text());
  }

  private void decide(Piece piece) {
    if (piece.base < 0 && piece.generated < 0) {
      return;
    }
    if (piece.generated < 0) {
      removedByFacts(piece);
    } else if (piece.base < 0) {
      addedByBoth(piece);
    } else {
      changed(piece);
    }
  }

  private void removedByFacts(Piece piece) {
    Unit human = sides.human.unit(piece.human);
    Unit base = sides.base.unit(piece.base);
    boolean untouched = Spacing.visible(human.text()).equals(Spacing.visible(base.text()));
    if (untouched && !holdsWordsOfPeople(piece.human)) {
      ofHuman[piece.human] = null;
      notes.add(new Note(What.REMOVED, sides.block(piece), base.text()));
    } else {
      collide(piece, "", Why.REMOVED_BY_FACTS);
    }
  }

  /** Whether people wrote below this list item, or under this heading. */
  private boolean holdsWordsOfPeople(int h) {
    Unit unit = sides.human.unit(h);
    for (int at = h + 1; at < ofHuman.length; at++) {
      Unit next = sides.human.unit(at);
      boolean within =
          switch (unit.kind()) {
            case ITEM -> next.depth() > unit.depth();
            case HEADING -> next.kind() != Kind.HEADING;
            default -> false;
          };
      boolean staysGenerated = ofHuman[at] != null && !ofHuman[at].isPeoples();
      if (!within || (unit.kind() == Kind.HEADING && staysGenerated)) {
        return false;
      }
      if (ofHuman[at] != null && ofHuman[at].isPeoples()) {
        return true;
      }
    }
    return false;
  }

  private void addedByBoth(Piece piece) {
    Unit human = sides.human.unit(piece.human);
    Unit generated = sides.generated.unit(piece.generated);
    boolean differ = !Spacing.spoken(human.text()).equals(Spacing.spoken(generated.text()));
    if (human.kind() == Kind.KEY && differ && !human.value().means(generated.value())) {
      collide(piece, generated.text(), Why.BOTH_ADDED);
    } else if (human.kind() == Kind.OPAQUE && differ) {
      collide(piece, generated.text(), Why.BOTH_ADDED);
    } else {
      notes.add(new Note(What.ALREADY_THERE, sides.block(piece), generated.text()));
    }
  }

  private void changed(Piece piece) {
    Unit base = sides.base.unit(piece.base);
    Unit human = sides.human.unit(piece.human);
    Unit generated = sides.generated.unit(piece.generated);
    Optional<String> merged = UnitMerge.of(base, human, generated);
    if (merged.isEmpty()) {
      collide(piece, generated.text(), Why.BOTH_CHANGED);
    } else if (!merged.get().equals(human.text())) {
      piece.text =
          merged.get().equals(generated.text())
              ? sides.inLineEndsOfPeople(generated.raw())
              : sides.inLineEndsOfPeople(merged.get());
      notes.add(new Note(What.FOLLOWED, sides.block(piece), generated.text()));
    }
  }

  private void collide(Piece piece, String facts, Why why) {
    String people = sides.human.unit(piece.human).text();
    collisions.put(piece.human, new Collision(sides.block(piece), people, facts, why));
  }
}
