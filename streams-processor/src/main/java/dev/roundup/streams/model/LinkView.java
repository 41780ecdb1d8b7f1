package dev.roundup.streams.model;

import dev.roundup.schemas.fact.ResourceKind;
import dev.roundup.schemas.fact.ResourceLinked;
import dev.roundup.schemas.view.Resource;
import dev.roundup.schemas.view.Video;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The links of a meetup, each where it belongs: at a talk of the list, else at the meetup. Of the
 * videos of one place the one without a label is the video, else the first by label; slides
 * likewise. Whatever is left over is a resource, so nothing is dropped.
 */
final class LinkView {
  /** Kind by kind, the one without a label first. */
  private static final Comparator<ResourceLinked> ORDER =
      Comparator.comparing(ResourceLinked::getKind)
          .thenComparing(link -> orEmpty(link.getLabel()))
          .thenComparing(link -> orEmpty(link.getTalkId()));

  private final List<ResourceLinked> links;
  private final List<String> listed;

  /**
   * @param listed the ids of the talks that the roundup lists
   */
  LinkView(Programme programme, List<String> listed) {
    this.links = programme.below(Registers.LINKS, ResourceLinked.class).sorted(ORDER).toList();
    this.listed = listed;
  }

  /**
   * The links of one place.
   *
   * @param video null if there is none
   * @param slides null if there are none
   */
  record Links(Video video, String slides, List<Resource> resources) {}

  boolean any(ResourceKind kind) {
    return links.stream().anyMatch(link -> link.getKind() == kind);
  }

  Links ofTalk(String talkId) {
    List<ResourceLinked> rest = select(link -> talkId.equals(link.getTalkId()));
    ResourceLinked video = take(rest, ResourceKind.VIDEO);
    ResourceLinked slides = take(rest, ResourceKind.SLIDES);
    return new Links(video(video), slides == null ? null : slides.getUrl(), resources(rest));
  }

  /** A link of a talk that is not listed is one of the meetup's, but never its video. */
  Links ofMeetup() {
    List<ResourceLinked> own = select(link -> link.getTalkId() == null);
    ResourceLinked video = take(own, ResourceKind.VIDEO);
    List<ResourceLinked> rest =
        select(link -> !listed.contains(link.getTalkId()) && !link.equals(video));
    return new Links(video(video), null, resources(rest));
  }

  private List<ResourceLinked> select(Predicate<ResourceLinked> wanted) {
    return new ArrayList<>(links.stream().filter(wanted).toList());
  }

  /** Takes the first link of a kind out of the list; null if there is none. */
  private static ResourceLinked take(List<ResourceLinked> links, ResourceKind kind) {
    for (ResourceLinked link : links) {
      if (link.getKind() == kind) {
        links.remove(link);
        return link;
      }
    }
    return null;
  }

  private static Video video(ResourceLinked link) {
    return link == null ? null : new Video(link.getUrl(), link.getStartSeconds());
  }

  private static List<Resource> resources(List<ResourceLinked> links) {
    return links.stream()
        .map(
            link ->
                new Resource(
                    link.getKind().name(), link.getUrl(), link.getLabel(), link.getStartSeconds()))
        .toList();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
