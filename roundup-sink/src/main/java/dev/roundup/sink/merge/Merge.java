package dev.roundup.sink.merge;

import dev.roundup.sink.merge.Note.What;
import dev.roundup.sink.post.RenderedPost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings what the facts say now into a post that people may have edited since it was generated.
 *
 * <p>The post is cut into small pieces: front matter by key, Markdown by paragraph, heading and
 * list item. A piece that people left alone follows the facts; a piece that they touched stays
 * theirs, with the facts' change in it if that is at another place in the piece; where both want
 * different words, people's stay and the collision is told. What people took out stays out. The
 * pieces' order and all blank space between them are people's where they changed them.
 */
public final class Merge {
  /** Words of a text that two posts hardly have in common by chance. */
  private static final int TELLING = 5;

  private Merge() {}

  /**
   * The post as it should stand now. No conflict markers, no word of people lost; if people changed
   * nothing it is what is generated now, if the facts changed nothing it is people's, byte for
   * byte.
   *
   * @param base what was last generated for this file
   * @param human the file's text now
   * @param generated what the facts give now
   */
  public static Merged of(RenderedPost base, String human, RenderedPost generated) {
    if (human.equals(base.text())) {
      return new Merged(generated.text(), List.of(), List.of());
    }
    if (generated.text().equals(base.text())) {
      return new Merged(human, List.of(), List.of());
    }
    return woven(base, human, generated);
  }

  /**
   * Whether a text that people saved was made of the later of two posts that were generated for its
   * file; else of the earlier one.
   */
  public static boolean isFromLater(String human, RenderedPost earlier, RenderedPost later) {
    return Descent.isFromLater(human, earlier.text(), later.text());
  }

  /** The same without the short cuts. */
  static Merged woven(RenderedPost base, String human, RenderedPost generated) {
    Sides sides = new Sides(base, human, generated, false);
    if (!sides.hasOpaqueFrontMatter()) {
      Merged merged = Weave.of(sides);
      if (!Cut.of(merged.text()).isOpaque()) {
        return merged;
      }
    }
    return Weave.of(new Sides(base, human, generated, true));
  }

  /** What a post that was there before Roundup has of what the facts say. */
  public static Adoption adopt(String human, RenderedPost generated) {
    Cut facts = Cut.of(generated.text());
    BlockPaths paths = new BlockPaths(generated, facts);
    Alignment alignment = Alignment.ofAdoption(facts, Cut.of(human));
    Set<String> matched = new LinkedHashSet<>();
    List<Note> unmatched = new ArrayList<>();
    boolean matches = false;
    for (int g = 0; g < facts.size(); g++) {
      Unit unit = facts.unit(g);
      if (unit.kind().isFrontMatter()) {
        continue;
      }
      if (alignment.right(g) >= 0) {
        matched.add(paths.innermost(g));
        matches |= unit.words().count() >= TELLING;
      } else {
        unmatched.add(new Note(What.NOT_FOUND, paths.innermost(g), unit.text()));
      }
    }
    return new Adoption(matches, List.copyOf(matched), unmatched);
  }
}
