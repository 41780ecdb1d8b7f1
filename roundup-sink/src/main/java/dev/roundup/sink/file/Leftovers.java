package dev.roundup.sink.file;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through what was replaced before it is given up. An editor may have had it open and saved
 * into it afterwards, or the process died before it had looked: then people's words are nowhere
 * else.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final Replacements replacements;

  Leftovers(Site site) {
    this.replacements = site.replacements();
  }

  /**
   * Deletes what a publication replaced, if it is what the publication knows.
   *
   * @return whether it was not, and is back in the post's place
   */
  boolean clear(Published last) {
    boolean back = false;
    for (String path : places(last)) {
      Optional<String> replaced = replacements.find(path, last.meetupId());
      if (replaced.isPresent() && isKnown(replaced.get(), last)) {
        replacements.forget(path, last.meetupId());
      } else if (replaced.isPresent()) {
        back |= isBack(path, replaced.get(), last);
      }
    }
    return back;
  }

  private static List<String> places(Published last) {
    String before = last.previousPath();
    return before == null || sameDirectory(before, last.path())
        ? List.of(last.path())
        : List.of(last.path(), before);
  }

  private static boolean sameDirectory(String one, String other) {
    return one.startsWith(other.substring(0, other.lastIndexOf('/') + 1));
  }

  private static boolean isKnown(String fingerprint, Published last) {
    return fingerprint.equals(last.hash())
        || fingerprint.equals(last.previousHash())
        || last.generated(fingerprint);
  }

  private boolean isBack(String path, String fingerprint, Published last) {
    if (path.equals(last.path()) && replacements.bringBack(path, last.meetupId(), last.hash())) {
      return true;
    }
    String aside = replacements.setAside(path, last.meetupId(), fingerprint);
    LOG.warn(
        "two saves of one post met, and the one that is not in it is kept"
            + " meetup={} path={} kept={}",
        last.meetupId(),
        last.path(),
        aside);
    return false;
  }
}
