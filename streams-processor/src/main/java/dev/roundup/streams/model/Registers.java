package dev.roundup.streams.model;

import dev.roundup.schemas.fact.Audience;
import dev.roundup.schemas.fact.HeadcountRecorded;
import dev.roundup.schemas.fact.HostsNamed;
import dev.roundup.schemas.fact.MeetupCancelled;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import dev.roundup.schemas.fact.NextMeetupAnnounced;
import dev.roundup.schemas.fact.NoteSection;
import dev.roundup.schemas.fact.NoteWritten;
import dev.roundup.schemas.fact.PhotoAdded;
import dev.roundup.schemas.fact.PhotoRemoved;
import dev.roundup.schemas.fact.PrizeDrawVoided;
import dev.roundup.schemas.fact.PrizeDrawn;
import dev.roundup.schemas.fact.ResourceKind;
import dev.roundup.schemas.fact.ResourceLinked;
import dev.roundup.schemas.fact.ResourceUnlinked;
import dev.roundup.schemas.fact.SponsorsThanked;
import dev.roundup.schemas.fact.TakeawaysShared;
import dev.roundup.schemas.fact.TalkCancelled;
import dev.roundup.schemas.fact.TalkGiven;
import dev.roundup.schemas.fact.TalkScheduled;
import java.util.List;

/**
 * The registers of a meetup's programme. The value of a register is the fact that won it: the last
 * by time, then by id. Names are paths; an id within one is escaped, so that no two registers share
 * a name.
 */
public final class Registers {
  /** The meetup's details. */
  public static final String DETAILS = "details";

  static final String STANDING = "standing";
  static final String HOSTS = "hosts";
  static final String SPONSORS = "sponsors";
  static final String NEXT = "next";
  static final String TALKS = "talk/";
  static final String LINKS = "link/";
  static final String PHOTOS = "photo/";
  static final String PRIZES = "prize/";
  static final String NOTES = "note/";
  static final String HEADCOUNTS = "headcount/";
  private static final String TALK_DETAILS = "/details";
  private static final String TALK_OUTCOME = "/outcome";

  private Registers() {}

  /**
   * Which registers the fact sets: none if it is about an attendee.
   *
   * @return names that are unique within the meetup
   */
  public static List<String> setBy(MeetupEvent event) {
    Object fact = event.getFact();
    if (fact instanceof MeetupScheduled) {
      return List.of(DETAILS, STANDING);
    } else if (fact instanceof MeetupCancelled) {
      return List.of(STANDING);
    } else if (fact instanceof HostsNamed) {
      return List.of(HOSTS);
    } else if (fact instanceof SponsorsThanked) {
      return List.of(SPONSORS);
    } else if (fact instanceof TalkScheduled talk) {
      return List.of(talkDetails(talk.getTalkId()));
    } else if (fact instanceof TalkGiven talk) {
      return List.of(talkDetails(talk.getTalkId()), talkOutcome(talk.getTalkId()));
    } else if (fact instanceof TalkCancelled talk) {
      return List.of(talkOutcome(talk.getTalkId()));
    } else if (fact instanceof TakeawaysShared takeaways) {
      return List.of(takeaways(takeaways.getTalkId()));
    } else if (fact instanceof ResourceLinked link) {
      return List.of(link(link.getTalkId(), link.getKind(), link.getLabel()));
    } else if (fact instanceof ResourceUnlinked link) {
      return List.of(link(link.getTalkId(), link.getKind(), link.getLabel()));
    } else if (fact instanceof PhotoAdded photo) {
      return List.of(PHOTOS + escaped(photo.getPhotoId()));
    } else if (fact instanceof PhotoRemoved photo) {
      return List.of(PHOTOS + escaped(photo.getPhotoId()));
    } else if (fact instanceof PrizeDrawn prize) {
      return List.of(PRIZES + escaped(prize.getPrizeId()));
    } else if (fact instanceof PrizeDrawVoided prize) {
      return List.of(PRIZES + escaped(prize.getPrizeId()));
    } else if (fact instanceof NextMeetupAnnounced) {
      return List.of(NEXT);
    } else if (fact instanceof NoteWritten note) {
      return List.of(note(note.getSection(), note.getNoteId()));
    } else if (fact instanceof HeadcountRecorded headcount) {
      return List.of(headcount(headcount.getAudience()));
    }
    return List.of();
  }

  /**
   * Whether a fact takes a register from the one that holds it. Facts of one time and id that yet
   * differ are told apart by their content, so that the winner never depends on who came first.
   *
   * @param holder null if nothing holds it
   */
  public static boolean supersedes(MeetupEvent fact, MeetupEvent holder) {
    if (holder == null) {
      return true;
    }
    int order = fact.getOccurredAt().compareTo(holder.getOccurredAt());
    if (order == 0) {
      order = fact.getId().compareTo(holder.getId());
    }
    return order == 0 ? fact.compareTo(holder) > 0 : order > 0;
  }

  /**
   * The series that a meetup's details name.
   *
   * @param details who holds {@link #DETAILS}; null if nothing does
   * @return null if there are no details
   */
  public static String series(MeetupEvent details) {
    return details == null ? null : ((MeetupScheduled) details.getFact()).getSeries().getId();
  }

  /** Whether the series' calendar has to hear of a change of the register. */
  static boolean inCalendar(String register) {
    return register.equals(DETAILS)
        || register.equals(STANDING)
        || isTalkDetails(register)
        || (register.startsWith(TALKS) && register.endsWith(TALK_OUTCOME));
  }

  static boolean isTalkDetails(String register) {
    return register.startsWith(TALKS) && register.endsWith(TALK_DETAILS);
  }

  static String talkDetails(String talkId) {
    return TALKS + escaped(talkId) + TALK_DETAILS;
  }

  static String talkOutcome(String talkId) {
    return TALKS + escaped(talkId) + TALK_OUTCOME;
  }

  static String takeaways(String talkId) {
    return TALKS + escaped(talkId) + "/takeaways";
  }

  static String headcount(Audience audience) {
    return HEADCOUNTS + audience;
  }

  private static String link(String talkId, ResourceKind kind, String label) {
    return LINKS + escaped(talkId) + "/" + kind + "/" + escaped(label);
  }

  private static String note(NoteSection section, String noteId) {
    return NOTES + section + "/" + escaped(noteId);
  }

  private static String escaped(String id) {
    return id == null ? "" : id.replace("%", "%25").replace("/", "%2F");
  }
}
