package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.CompanionOutcome.What;
import dev.roundup.sink.post.Companion;
import dev.roundup.sink.post.CompanionRenderer;
import dev.roundup.sink.post.FeedEntry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The feeds of a site: texts of its newest roundups. A sink knows only its part of them, so each
 * keeps a small file of every roundup, named by when it was, and whoever changes one makes the
 * feeds anew of what all have kept.
 */
final class Feeds {
  /** Roundups in a feed. */
  static final int NEWEST = 20;

  /** No meetup's id begins with a dot. */
  private static final String DIRECTORY = Reports.DIRECTORY + "/.feed/";

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** How often a feed is made anew because another sink changed an entry at that very moment. */
  private static final int ATTEMPTS = 20;

  private final CompanionRenderer renderer;
  private final Site site;
  private final List<Companion> feeds;

  /** Where each meetup's entry is. */
  private final Map<String, String> entries = new HashMap<>();

  /** Whose change makes the feeds anew; at first, what a crash may have left undone does. */
  private String changedBy = "feed";

  private boolean isRead;

  Feeds(CompanionRenderer renderer, Site site) {
    this.renderer = renderer;
    this.site = site;
    this.feeds = renderer.companions().stream().filter(Companion::isFeed).toList();
  }

  /**
   * Keeps what the feeds say of a meetup.
   *
   * @param post its post's path; null if it has none that is published
   */
  void keep(Roundup roundup, String post) {
    if (feeds.isEmpty()) {
      return;
    }
    String id = roundup.getMeetupId();
    String name = WHEN.format(roundup.getStartsAt()) + "_" + id + ".json";
    String before = known().get(id);
    if (before != null && (post == null || !before.equals(name))) {
      site.writer().delete(DIRECTORY + before);
      entries.remove(id);
      changedBy = id;
    }
    if (post != null) {
      byte[] entry = Utf8.bytes(FeedEntry.of(roundup, post).json());
      if (!before(name).equals(Optional.of(Fingerprint.of(entry)))) {
        site.writer().write(DIRECTORY + name, entry, id);
        changedBy = id;
      }
      entries.put(id, name);
    }
  }

  private Optional<String> before(String name) {
    return site.reader().contains(DIRECTORY + name)
        ? site.reader().fingerprint(DIRECTORY + name)
        : Optional.empty();
  }

  private Map<String, String> known() {
    if (!isRead) {
      for (String name : names()) {
        entries.put(name.substring(name.indexOf('_') + 1, name.lastIndexOf('.')), name);
      }
      isRead = true;
    }
    return entries;
  }

  private List<String> names() {
    return site.reader().names(DIRECTORY).stream()
        .filter(name -> name.matches("\\d[^_]*_.+\\.json"))
        .toList();
  }

  /** Makes the feeds, if anything changed that they could say. */
  List<CompanionOutcome> assemble() {
    List<CompanionOutcome> outcomes = new ArrayList<>();
    if (changedBy != null) {
      OwnFiles files = new OwnFiles(site, DIRECTORY, changedBy);
      feeds.forEach(feed -> outcomes.add(assemble(feed, files)));
    }
    changedBy = null;
    return outcomes;
  }

  /** Until it says what the entries say: whoever changes one does so before looking at the feed. */
  private CompanionOutcome assemble(Companion feed, OwnFiles files) {
    String place = site.format().files() + feed.fileName();
    return Companions.attempt(
        place,
        () -> {
          CompanionOutcome outcome = files.write(place, text(feed));
          CompanionOutcome again = outcome;
          for (int n = 0; n < ATTEMPTS && again.what() == What.WRITTEN; n++) {
            again = files.write(place, text(feed));
          }
          return outcome;
        });
  }

  private String text(Companion feed) {
    List<FeedEntry> newest =
        names().stream()
            .sorted(Comparator.reverseOrder())
            .flatMap(name -> site.reader().find(DIRECTORY + name).map(Found::text).stream())
            .flatMap(text -> FeedEntry.read(text).stream())
            .filter(entry -> site.reader().contains(entry.post()))
            .limit(NEWEST)
            .toList();
    return renderer.render(feed, renderer.names(newest));
  }
}
