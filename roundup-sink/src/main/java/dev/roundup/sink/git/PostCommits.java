package dev.roundup.sink.git;

import dev.roundup.sink.file.Edition;
import dev.roundup.sink.file.Ledger;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.git.GitConfig.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/** Takes what was written in the directory into commits, one for each meetup. */
final class PostCommits {
  /** So many posts at once are no evening but a rebuild: one commit takes them all. */
  private static final int MOST_ALONE = 20;

  private final Clone clone;
  private final Site site;
  private final Branches branches;
  private final Mode mode;
  private final Journal journal;
  private final Trees trees;

  PostCommits(Clone clone, Site site, Branches branches, Mode mode) {
    this.clone = clone;
    this.site = site;
    this.branches = branches;
    this.mode = mode;
    this.journal = Journal.open(clone.notes());
    this.trees = new Trees(clone.repository());
  }

  /** Files of one meetup that say something else than the repository; null for those gone. */
  private record Changed(String meetup, Map<String, byte[]> contents, String message) {}

  /** A file is about to be written. */
  void touched(String path) {
    if (!Site.isPassing(path)) {
      journal.add(path);
    }
  }

  /**
   * Commits what was written of these.
   *
   * @param before the files that each meetup had before
   * @return whether anything was
   */
  boolean commit(Collection<Edition> editions, Map<String, Set<String>> before, Ledger ledger)
      throws IOException {
    List<Changed> changes = new ArrayList<>();
    Map<String, Told> told = new TreeMap<>();
    Set<String> others = journal.paths();
    for (Edition edition : editions) {
      String meetup = edition.roundup().getMeetupId();
      Set<String> files = files(meetup, ledger);
      files.addAll(before.getOrDefault(meetup, Set.of()));
      others.removeAll(files);
      Map<String, byte[]> contents = changed(files);
      if (!contents.isEmpty()) {
        Told now = Told.of(edition, ledger.generated(meetup));
        Told last = Told.read(clone.notes(), meetup).orElse(null);
        told.put(meetup, now);
        changes.add(
            new Changed(
                meetup,
                contents,
                Message.of(edition.roundup(), last, now, ledger.collisions(meetup))));
      }
    }
    commit(changes, changed(others));
    for (Map.Entry<String, Told> now : told.entrySet()) {
      now.getValue().write(clone.notes(), now.getKey());
    }
    journal.clear();
    return !changes.isEmpty();
  }

  /** Commits what an earlier process wrote and did not commit. */
  boolean resume(Ledger ledger) throws IOException {
    List<Changed> changes = new ArrayList<>();
    for (String meetup : ledger.unsettled()) {
      Map<String, byte[]> contents = changed(files(meetup, ledger));
      if (!contents.isEmpty()) {
        changes.add(new Changed(meetup, contents, Message.ofRestart(meetup)));
      }
    }
    commit(changes, Map.of());
    return !changes.isEmpty();
  }

  /** A meetup's post and report, and what was written that has its id in its name. */
  private Set<String> files(String meetup, Ledger ledger) {
    Set<String> files = new TreeSet<>(ledger.files(meetup));
    Pattern named = Pattern.compile("(.*[/_])?" + Pattern.quote(meetup) + "([/.].*)?");
    journal.paths().stream().filter(named.asMatchPredicate()).forEach(files::add);
    return files;
  }

  private Map<String, byte[]> changed(Set<String> files) throws IOException {
    ObjectId shown = clone.find(Refs.SITE);
    Map<String, byte[]> contents = new TreeMap<>();
    for (String path : files) {
      byte[] content = site.read(path).orElse(null);
      if (!trees.says(shown, path, content)) {
        contents.put(path, content);
      }
    }
    return contents;
  }

  /**
   * Commits changes of meetups.
   *
   * @param shared what belongs to none of them, such as a feed; branches under review go without,
   *     because each would have another one
   */
  private void commit(List<Changed> changes, Map<String, byte[]> shared) throws IOException {
    List<Changed> commits = new ArrayList<>(changes);
    if (mode == Mode.COMMIT && changes.size() > MOST_ALONE) {
      Map<String, byte[]> contents = new TreeMap<>();
      changes.forEach(change -> contents.putAll(change.contents()));
      List<String> messages = changes.stream().map(Changed::message).toList();
      commits = List.of(new Changed("", contents, Message.ofMany(messages)));
    }
    for (Changed change : commits) {
      commit(change);
    }
    if (mode == Mode.COMMIT && !shared.isEmpty()) {
      commit(new Changed("", shared, Message.OF_SHARED));
    }
  }

  private void commit(Changed change) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>(change.contents());
    contents.putAll(changed(Set.of(Site.MARKER)));
    branches.commit(change.meetup(), contents, change.message());
    clone.set(Refs.SITE, trees.withContents(clone.find(Refs.SITE), contents), "roundup: committed");
  }
}
