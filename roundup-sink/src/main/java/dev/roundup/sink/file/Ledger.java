package dev.roundup.sink.file;

import dev.roundup.schemas.post.KeptAgainstFacts;
import dev.roundup.schemas.post.Publication;
import dev.roundup.sink.post.RenderedPost;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What was published of which meetup, and which meetup has which path. Not for several threads. */
public final class Ledger {
  /** Where reports and texts to send are, below the site's directory. */
  public static final String REPORTS = Reports.DIRECTORY + "/";

  private final Map<String, Published> meetups = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();

  private final AtomicInteger collisions = new AtomicInteger();

  /**
   * Takes a record that was read back.
   *
   * @param settled whether its file certainly was in place once
   */
  public void restore(Publication publication, int partition, boolean settled) {
    put(Published.of(publication, partition, settled));
  }

  /** Takes a record that was read back for a site whose posts shall all be written again. */
  public void restoreAnew(Publication publication, int partition) {
    put(Published.of(publication, partition, false).anew());
  }

  /** Drops a meetup whose record was withdrawn: its post is no longer Roundup's. */
  public void forget(String meetupId) {
    Published gone = meetups.remove(meetupId);
    collisions.addAndGet(gone == null ? 0 : -gone.collisions().size());
    owners.values().removeIf(meetupId::equals);
  }

  /** Drops what came from a partition that others look after now, or that is read again. */
  public void forget(int partition) {
    meetups
        .values()
        .removeIf(
            published -> {
              boolean theirs = published.partition() == partition;
              collisions.addAndGet(theirs ? -published.collisions().size() : 0);
              return theirs;
            });
    owners.values().removeIf(meetupId -> !meetups.containsKey(meetupId));
  }

  /** How many meetups have a post, or had one. */
  public int size() {
    return meetups.size();
  }

  /** In how many places people's text now stands against the facts. For any thread. */
  public int collisions() {
    return collisions.get();
  }

  /** The meetups whose files may not be in place, because a crash came before that was certain. */
  public Set<String> unsettled() {
    return meetups.values().stream()
        .filter(published -> !published.settled())
        .map(Published::meetupId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether there are any of them that came from this partition. */
  public boolean hasUnsettled(int partition) {
    return meetups.values().stream()
        .anyMatch(published -> published.partition() == partition && !published.settled());
  }

  /** All files of a meetup: where its post is, where it was before a move, and its report. */
  public Set<String> files(String meetupId) {
    Published published = meetups.get(meetupId);
    if (published == null) {
      return Set.of();
    }
    Set<String> files = new TreeSet<>();
    files.add(published.path());
    files.add(Reports.path(meetupId));
    if (published.previousPath() != null) {
      files.add(published.previousPath());
    }
    return files;
  }

  /** The post as it was generated last. */
  public Optional<RenderedPost> generated(String meetupId) {
    return find(meetupId).map(published -> published.generated().post());
  }

  /** Where people's text is kept against the facts. */
  public List<KeptAgainstFacts> collisions(String meetupId) {
    return find(meetupId).map(Published::collisions).orElse(List.of());
  }

  Collection<Published> all() {
    return meetups.values();
  }

  Optional<Published> find(String meetupId) {
    return Optional.ofNullable(meetups.get(meetupId));
  }

  /** A post that is about to move holds its old path too, until the file is gone from there. */
  void put(Published published) {
    Published before = meetups.put(published.meetupId(), published);
    collisions.addAndGet(published.collisions().size());
    if (before != null) {
      collisions.addAndGet(-before.collisions().size());
      owners.remove(before.path(), before.meetupId());
      owners.remove(before.previousPath(), before.meetupId());
    }
    owners.put(published.path(), published.meetupId());
    if (published.previousPath() != null) {
      owners.putIfAbsent(published.previousPath(), published.meetupId());
    }
  }

  boolean isFree(String path, String meetupId) {
    return owners.getOrDefault(path, meetupId).equals(meetupId);
  }
}
