package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.CompanionRenderer;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.sink.post.RenderedPost;
import dev.roundup.sink.post.SiteAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Posts in a directory without Kafka, in the same places and with the same respect for edits. */
public final class LocalPosts {
  private LocalPosts() {}

  /** As for Jekyll; see {@link #write(Collection, Function, Path, Format)}. */
  public static List<Outcome> write(
      Collection<Roundup> roundups, Function<Roundup, RenderedPost> renderer, Path directory) {
    return write(roundups, renderer, directory, Format.JEKYLL);
  }

  /** Without texts that go with posts. */
  public static List<Outcome> write(
      Collection<Roundup> roundups,
      Function<Roundup, RenderedPost> renderer,
      Path directory,
      Format format) {
    CompanionRenderer none =
        new CompanionRenderer(
            PostTemplate.builtIn(format), Set.of(), Locale.ROOT, SiteAddress.UNKNOWN);
    return write(roundups, renderer, none, directory, format).posts();
  }

  /**
   * What was written.
   *
   * @param posts what became of each, by meetup id
   * @param companions what became of the texts that go with them, where something did
   */
  public record Result(List<Outcome> posts, List<CompanionOutcome> companions) {}

  /**
   * Writes a post of each roundup. Where it wrote before, it tells its own posts from edited ones
   * by a file beside them, {@value FileLog#NAME}; a post that was deleted is written again.
   *
   * @param roundups at most one of each meetup, in any order: of two with one place, the one whose
   *     id comes first has it
   * @param renderer such as {@link dev.roundup.sink.post.PostRenderer#render}
   * @throws dev.roundup.schemas.config.Failure if the directory cannot be written
   */
  public static Result write(
      Collection<Roundup> roundups,
      Function<Roundup, RenderedPost> renderer,
      CompanionRenderer companions,
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
    Press press = new Press(renderer, site, log.restored(), log);
    press.recover();
    outcomes.addAll(press.publish(editions));
    outcomes.sort(Comparator.comparing(Outcome::meetupId));
    return new Result(outcomes, new Companions(companions, site).publish(editions, outcomes));
  }
}
