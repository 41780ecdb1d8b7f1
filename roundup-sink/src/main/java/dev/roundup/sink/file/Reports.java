package dev.roundup.sink.file;

import dev.roundup.schemas.post.KeptAgainstFacts;
import dev.roundup.sink.merge.Collision.Why;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people, beside their posts, where their text was kept against the facts and which images
 * their site lacks: one file a meetup in the directory {@value #DIRECTORY}, which Jekyll leaves out
 * of the site, for as long as there is something to tell.
 */
final class Reports {
  static final String DIRECTORY = "_roundup";

  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  private final Site site;

  Reports(Site site) {
    this.site = site;
  }

  void update(Published published, List<String> missingImages) {
    String path = path(published.meetupId());
    if (!missingImages.isEmpty()) {
      LOG.warn(
          "the post shows images that the site does not have meetup={} path={} images={}",
          published.meetupId(),
          published.path(),
          missingImages);
    }
    if (published.collisions().isEmpty() && missingImages.isEmpty()) {
      if (site.reader().contains(path)) {
        site.writer().delete(path);
      }
      return;
    }
    byte[] report = Utf8.bytes(text(published.path(), published.collisions(), missingImages));
    if (site.reader().find(path).filter(found -> found.is(Fingerprint.of(report))).isEmpty()) {
      site.writer().write(path, report, published.meetupId());
    }
  }

  static String path(String meetupId) {
    return DIRECTORY + "/" + meetupId + ".md";
  }

  static String text(String path, List<KeptAgainstFacts> collisions, List<String> missingImages) {
    StringBuilder text = new StringBuilder("# ").append(path).append('\n');
    if (!missingImages.isEmpty()) {
      text.append("\nWhen this post was written, the site did not have these images of it:\n\n");
      missingImages.forEach(image -> text.append("    ").append(image).append('\n'));
    }
    if (!collisions.isEmpty()) {
      text.append("\nYour text was kept in these places. Change it as you like, or leave it.\n");
    }
    for (KeptAgainstFacts collision : collisions) {
      text.append("\n## ").append(collision.getBlock()).append("\n\n");
      text.append("Kept, because ").append(Why.valueOf(collision.getWhy()).sentence());
      text.append(".\n\nYour text:\n\n").append(quoted(collision.getPeople()));
      if (!collision.getFacts().isEmpty()) {
        text.append("\nThe facts:\n\n").append(quoted(collision.getFacts()));
      }
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return text.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
  }
}
