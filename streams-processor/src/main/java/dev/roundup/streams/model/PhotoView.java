package dev.roundup.streams.model;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.PhotoAdded;
import dev.roundup.schemas.fact.PhotoKind;
import dev.roundup.schemas.view.Photo;
import dev.roundup.schemas.view.Photos;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The photos of a meetup, each in one place: the latest cover is the cover; a photo of a listed
 * talk is at that talk; group photos are the group; any other is among the others. By photo id.
 */
final class PhotoView {
  private static final Comparator<MeetupEvent> LATEST =
      Comparator.comparing(MeetupEvent::getOccurredAt)
          .thenComparing(MeetupEvent::getId)
          .thenComparing(Comparator.naturalOrder());

  private final List<PhotoAdded> photos;
  private final PhotoAdded cover;
  private final List<String> listed;

  /**
   * @param listed the ids of the talks that the roundup lists
   */
  PhotoView(Programme programme, List<String> listed) {
    this.photos =
        programme
            .below(Registers.PHOTOS, PhotoAdded.class)
            .sorted(Comparator.comparing(PhotoAdded::getPhotoId))
            .toList();
    this.cover =
        programme
            .below(Registers.PHOTOS)
            .filter(
                holder ->
                    holder.getFact() instanceof PhotoAdded photo
                        && photo.getKind() == PhotoKind.COVER)
            .max(LATEST)
            .map(holder -> (PhotoAdded) holder.getFact())
            .orElse(null);
    this.listed = listed;
  }

  boolean any() {
    return !photos.isEmpty();
  }

  List<Photo> ofTalk(String talkId) {
    return select(photo -> !photo.equals(cover) && talkId.equals(photo.getTalkId()));
  }

  Photos ofMeetup() {
    return new Photos(
        cover == null ? null : view(cover),
        select(photo -> ofNoTalk(photo) && photo.getKind() == PhotoKind.GROUP),
        select(photo -> ofNoTalk(photo) && photo.getKind() != PhotoKind.GROUP));
  }

  private boolean ofNoTalk(PhotoAdded photo) {
    return !photo.equals(cover) && !listed.contains(photo.getTalkId());
  }

  private List<Photo> select(Predicate<PhotoAdded> wanted) {
    return photos.stream().filter(wanted).map(PhotoView::view).toList();
  }

  private static Photo view(PhotoAdded photo) {
    return new Photo(photo.getPhotoId(), photo.getUrl(), photo.getAlt(), photo.getCaption());
  }
}
