package dev.roundup.sink.post;

import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Host;
import dev.roundup.schemas.view.Next;
import dev.roundup.schemas.view.Photo;
import dev.roundup.schemas.view.Photos;
import dev.roundup.schemas.view.Prize;
import dev.roundup.schemas.view.Resource;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Series;
import dev.roundup.schemas.view.Speaker;
import dev.roundup.schemas.view.Sponsor;
import dev.roundup.schemas.view.Takeaway;
import dev.roundup.schemas.view.Talk;
import dev.roundup.schemas.view.Venue;
import dev.roundup.schemas.view.Video;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The roundup view as templates see it: plain maps and lists under the view's names, texts cleaned,
 * times in the zone of the meetup that they are of. What is absent is present as {@code null}.
 */
final class PostModel {
  private PostModel() {}

  static Map<String, Object> of(Roundup r) {
    ZoneId zone = zone(r.getTimeZone());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("meetupId", text(r.getMeetupId()));
    model.put("series", series(r.getSeries()));
    model.put("title", text(r.getTitle()));
    model.put("startsAt", time(r.getStartsAt(), zone));
    model.put("endsAt", time(r.getEndsAt(), zone));
    model.put("timeZone", text(r.getTimeZone()));
    model.put("mode", text(r.getMode()));
    model.put("venue", maybe(r.getVenue(), PostModel::venue));
    model.put("location", text(r.getLocation()));
    model.put("rsvpUrl", Links.plain(r.getRsvpUrl()));
    model.put("capacity", r.getCapacity());
    model.put("cancelled", r.getCancelled());
    model.put("cancellationReason", text(r.getCancellationReason()));
    model.put("held", r.getHeld());
    model.put("hosts", list(r.getHosts(), PostModel::host));
    model.put("sponsors", list(r.getSponsors(), PostModel::sponsor));
    model.put("talks", list(r.getTalks(), PostModel::talk));
    model.put("photos", photos(r.getPhotos()));
    model.put("video", maybe(r.getVideo(), PostModel::video));
    model.put("resources", list(r.getResources(), PostModel::resource));
    model.put("prizes", list(r.getPrizes(), PostModel::prize));
    model.put("notes", notes(r.getNotes()));
    model.put("attendance", attendance(r.getAttendance()));
    model.put("next", maybe(r.getNext(), PostModel::next));
    model.put("updatedAt", time(r.getUpdatedAt(), zone));
    model.put("packed", r.getPacked());
    model.put("hasVideo", r.getHasVideo());
    model.put("hasPhotos", r.getHasPhotos());
    return model;
  }

  private static Map<String, Object> series(Series s) {
    return fields("id", text(s.getId()), "name", text(s.getName()));
  }

  private static Map<String, Object> venue(Venue v) {
    return fields(
        "name", text(v.getName()),
        "organisation", text(v.getOrganisation()),
        "address", text(v.getAddress()),
        "url", Links.plain(v.getUrl()));
  }

  private static Map<String, Object> host(Host h) {
    return fields(
        "name", text(h.getName()),
        "organisation", text(h.getOrganisation()),
        "role", text(h.getRole()),
        "url", Links.plain(h.getUrl()));
  }

  /** A sponsor's address stays as it is: counting who comes from here may be what they pay for. */
  private static Map<String, Object> sponsor(Sponsor s) {
    return fields(
        "name", text(s.getName()),
        "url", text(s.getUrl()),
        "kind", text(s.getKind()),
        "blurb", text(s.getBlurb()));
  }

  private static Map<String, Object> speaker(Speaker s) {
    return fields(
        "name", text(s.getName()),
        "organisation", text(s.getOrganisation()),
        "url", Links.plain(s.getUrl()));
  }

  private static Map<String, Object> talk(Talk t) {
    return fields(
        "talkId", text(t.getTalkId()),
        "position", t.getPosition(),
        "title", text(t.getTitle()),
        "speakers", list(t.getSpeakers(), PostModel::speaker),
        "topic", text(t.getTopic()),
        "leadIn", text(t.getLeadIn()),
        "abstract", text(t.getAbstract$()),
        "takeaways", list(t.getTakeaways(), PostModel::takeaway),
        "video", maybe(t.getVideo(), PostModel::video),
        "slides", Links.plain(t.getSlides()),
        "resources", list(t.getResources(), PostModel::resource),
        "photos", list(t.getPhotos(), PostModel::photo));
  }

  private static Map<String, Object> takeaway(Takeaway t) {
    return fields("text", text(t.getText()), "points", list(t.getPoints(), PostModel::text));
  }

  private static Map<String, Object> video(Video v) {
    Links.Video video = Links.Video.of(v.getUrl(), v.getStartSeconds());
    return fields(
        "url", video.url(),
        "link", video.link(),
        "embed", video.embed(),
        "startSeconds", video.start());
  }

  private static Map<String, Object> resource(Resource r) {
    Links.Video link = Links.Video.of(r.getUrl(), r.getStartSeconds());
    return fields(
        "kind", text(r.getKind()),
        "url", link.url(),
        "link", link.link(),
        "label", text(r.getLabel()),
        "startSeconds", link.start());
  }

  private static Map<String, Object> photo(Photo p) {
    return fields(
        "photoId", text(p.getPhotoId()),
        "url", text(p.getUrl()),
        "alt", text(p.getAlt()),
        "caption", text(p.getCaption()));
  }

  private static Map<String, Object> photos(Photos p) {
    return fields(
        "cover", maybe(p.getCover(), PostModel::photo),
        "group", list(p.getGroup(), PostModel::photo),
        "other", list(p.getOther(), PostModel::photo));
  }

  private static Map<String, Object> prize(Prize p) {
    return fields(
        "prizeId", text(p.getPrizeId()),
        "prize", text(p.getPrize()),
        "winner", text(p.getWinner()),
        "round", p.getRound());
  }

  private static Map<String, Object> notes(Map<String, String> notes) {
    Map<String, Object> model = new TreeMap<>();
    notes.forEach((section, text) -> model.put(text(section), text(text)));
    return model;
  }

  private static Map<String, Object> attendance(Attendance a) {
    return fields(
        "going", a.getGoing(),
        "guests", a.getGuests(),
        "declined", a.getDeclined(),
        "waitlisted", a.getWaitlisted(),
        "pending", a.getPending(),
        "checkedIn", a.getCheckedIn(),
        "walkIns", a.getWalkIns(),
        "noShows", a.getNoShows(),
        "firstTimers", a.getFirstTimers(),
        "counted", a.getCounted(),
        "countedOnline", a.getCountedOnline(),
        "approximate", a.getApproximate());
  }

  private static Map<String, Object> next(Next n) {
    return fields(
        "startsAt", time(n.getStartsAt(), zone(n.getTimeZone())),
        "timeZone", text(n.getTimeZone()),
        "organisations", list(n.getOrganisations(), PostModel::text),
        "rsvpUrl", Links.plain(n.getRsvpUrl()),
        "note", text(n.getNote()),
        "meetupId", text(n.getMeetupId()));
  }

  private static String text(String text) {
    return text == null ? null : Text.clean(text);
  }

  private static ZonedDateTime time(Instant time, ZoneId zone) {
    return time == null ? null : time.atZone(zone);
  }

  /** Facts are refused unless their zone is known; another release's zone must not stop a post. */
  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static <T> Object maybe(T value, Function<T, ?> model) {
    return value == null ? null : model.apply(value);
  }

  private static <T> List<Object> list(List<T> values, Function<T, ?> model) {
    return values.stream().<Object>map(model).toList();
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
