package dev.roundup.sink.file;

import dev.roundup.schemas.post.KeptAgainstFacts;
import dev.roundup.sink.merge.Collision;
import dev.roundup.sink.merge.Merge;
import dev.roundup.sink.merge.Merged;
import dev.roundup.sink.post.RenderedPost;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file will say.
 *
 * @param text all of it
 * @param hash SHA-256 of it
 * @param post what it was generated as
 * @param generated the same, as the ledger keeps it
 * @param previous what the file that is there was generated as; null if there is none
 * @param collisions where people's text is kept against the facts
 */
record Content(
    String text,
    String hash,
    RenderedPost post,
    Generated generated,
    Generated previous,
    List<KeptAgainstFacts> collisions) {

  /** Collisions are told on a topic, too, whose records must not grow without bound. */
  private static final int MOST_TOLD = 200;

  private static final int LONGEST_TOLD = 1000;

  /** Nobody's words but the facts'. */
  static Content of(Rendering rendering, Generated previous) {
    RenderedPost post = rendering.post();
    Generated generated = rendering.generated();
    return new Content(post.text(), generated.hash(), post, generated, previous, List.of());
  }

  /** People's file as it is; later facts will join it. */
  static Content adopted(String people, Rendering rendering) {
    String hash = Fingerprint.of(Utf8.bytes(people));
    return new Content(people, hash, rendering.post(), rendering.generated(), null, List.of());
  }

  /**
   * People's file with what the facts changed.
   *
   * @param open collisions of before: they stay while both sides say the same
   */
  static Content merged(
      Generated base, String people, Rendering rendering, List<KeptAgainstFacts> open) {
    RenderedPost post = rendering.post();
    Merged merged = Merge.of(base.post(), people, post);
    List<KeptAgainstFacts> collisions = new ArrayList<>();
    for (KeptAgainstFacts before : open) {
      boolean stands =
          says(merged.text(), before.getPeople())
              && says(post.text(), before.getFacts())
              && merged.collisions().stream()
                  .noneMatch(now -> now.people().equals(before.getPeople()));
      if (stands) {
        collisions.add(before);
      }
    }
    merged.collisions().stream().map(Content::record).forEach(collisions::add);
    List<KeptAgainstFacts> told = collisions.stream().limit(MOST_TOLD).toList();
    String hash = Fingerprint.of(Utf8.bytes(merged.text()));
    return new Content(merged.text(), hash, post, rendering.generated(), base, told);
  }

  /** Whatever its line ends are: what is told of has those of Unix. */
  private static boolean says(String post, String told) {
    return post.replace("\r\n", "\n").contains(told);
  }

  private static KeptAgainstFacts record(Collision collision) {
    return new KeptAgainstFacts(
        collision.block(),
        beginning(collision.people()),
        beginning(collision.facts()),
        collision.why().name());
  }

  private static String beginning(String text) {
    int end = Math.min(text.length(), LONGEST_TOLD);
    boolean half =
        end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end);
  }

  /** Whether it has people's words. */
  boolean isEdited() {
    return !generated.hash().equals(hash);
  }
}
