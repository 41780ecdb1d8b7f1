package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.CompanionOutcome.What;
import dev.roundup.sink.post.Companion;
import dev.roundup.sink.post.CompanionRenderer;
import dev.roundup.sink.post.TemplateFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps the texts that go with posts beside them. Those to send lie in {@code _roundup/MEETUP},
 * which generators ignore, those to publish in {@code roundups/MEETUP} of the site, as long as the
 * meetup's post is published; until then beside the former.
 */
public final class Companions {
  private final CompanionRenderer renderer;
  private final Site site;
  private final Feeds feeds;

  /** Those that the renderer knows, in this site. */
  public Companions(CompanionRenderer renderer, Site site) {
    this.renderer = renderer;
    this.site = site;
    this.feeds = new Feeds(renderer, site);
  }

  /**
   * Makes the texts of these roundups, after their posts are in place: on the disk for good when it
   * returns. The same again ends the same way, whatever a crash left.
   *
   * @param posts what became of the posts
   * @return what became of the texts, apart from those that say what they said before
   */
  public List<CompanionOutcome> publish(Collection<Edition> editions, Collection<Outcome> posts) {
    if (renderer.companions().isEmpty()) {
      return List.of();
    }
    Map<String, Roundup> roundups =
        editions.stream()
            .map(Edition::roundup)
            .collect(Collectors.toMap(Roundup::getMeetupId, Function.identity()));
    List<CompanionOutcome> outcomes = new ArrayList<>();
    for (Outcome post : posts) {
      Roundup roundup = roundups.get(post.meetupId());
      if (roundup != null && !(post instanceof Outcome.Failed)) {
        boolean published = roundup.getHeld() && site.reader().contains(post.path());
        publish(roundup, published ? post.path() : null, outcomes);
      }
    }
    outcomes.addAll(feeds.assemble());
    site.settle();
    outcomes.removeIf(outcome -> outcome.what() == What.UNCHANGED);
    return outcomes;
  }

  private void publish(Roundup roundup, String post, List<CompanionOutcome> outcomes) {
    String id = roundup.getMeetupId();
    String aside = Reports.DIRECTORY + "/" + id + "/";
    String page = site.format().files() + CompanionRenderer.pagePath(id).substring(1);
    OwnFiles files = new OwnFiles(site, aside, id);
    Map<String, Object> names;
    try {
      names = renderer.names(roundup, post);
    } catch (TemplateFailure e) {
      outcomes.add(new CompanionOutcome(aside, What.FAILED, e.getMessage()));
      return;
    }
    for (Companion companion : renderer.companions()) {
      if (companion.isFeed()) {
        continue;
      }
      String name = companion == Companion.PAGE ? "index.html" : companion.fileName();
      boolean inSite = companion.isPublished() && post != null;
      String place = (inSite ? page : aside) + name;
      outcomes.add(
          attempt(
              place,
              () -> {
                String text = renderer.render(companion, names);
                if (companion.isPublished()) {
                  files.remove((inSite ? aside : page) + name).ifPresent(outcomes::add);
                }
                return text.isEmpty()
                    ? files.remove(place).orElse(unchanged(place))
                    : files.write(place, text);
              }));
    }
    feeds.keep(roundup, post);
  }

  private static CompanionOutcome unchanged(String place) {
    return new CompanionOutcome(place, What.UNCHANGED, "");
  }

  static CompanionOutcome attempt(String place, Supplier<CompanionOutcome> work) {
    try {
      return work.get();
    } catch (TemplateFailure e) {
      return new CompanionOutcome(place, What.FAILED, e.getMessage());
    }
  }
}
