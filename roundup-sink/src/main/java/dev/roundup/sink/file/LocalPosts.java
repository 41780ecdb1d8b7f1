package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.RenderedPost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Posts in a directory without Kafka, in the same places and with the same respect for edits. */
public final class LocalPosts {
  private LocalPosts() {}

  /** As for Jekyll; see {@link #write(Collection, Function, Path, Format)}. */
  public static List<Outcome> write(
      Collection<Roundup> roundups, Function<Roundup, RenderedPost> renderer, Path directory) {
    return write(roundups, renderer, directory, Format.JEKYLL);
  }

  /**
   * Writes a post of each roundup. Where it wrote before, it tells its own posts from edited ones
   * by a file beside them, {@value FileLog#NAME}; a post that was deleted is written again.
   *
   * @param roundups at most one of each meetup, in any order: of two with one place, the one whose
   *     id comes first has it
   * @param renderer such as {@link dev.roundup.sink.post.PostRenderer#render}
   * @return what became of each, by meetup id
   * @throws dev.roundup.schemas.config.Failure if the directory cannot be written
   */
  public static List<Outcome> write(
      Collection<Roundup> roundups,
      Function<Roundup, RenderedPost> renderer,
      Path directory,
      Format format) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Edition> editions = new ArrayList<>();
    roundups.stream()
        .sorted(Comparator.comparing(Roundup::getMeetupId))
        .forEach(
            roundup -> {
              Optional<String> fault = PostPlace.fault(roundup);
              if (fault.isPresent()) {
                outcomes.add(new Outcome.Failed(roundup.getMeetupId(), "", fault.get()));
              } else {
                editions.add(new Edition(roundup, 0, 0));
              }
            });
    Site site = Site.open(directory, format);
    FileLog log = FileLog.open(directory, site);
    outcomes.addAll(new Press(renderer, site, log.restored(), log).publish(editions));
    outcomes.sort(Comparator.comparing(Outcome::meetupId));
    return outcomes;
  }
}
