package dev.roundup.standalone.edits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The facts of one meetup, one after the other, as an evening and the weeks after it bring them.
 */
final class Evening {
  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
  private static final int TALKS = 3;

  private final String meetup;
  private final Tokens tokens;
  private final Random random;
  private final List<String> takeaways = new ArrayList<>();
  private final int[] positions = {1, 2, 3};
  private int facts;

  Evening(String meetup, Tokens tokens, Random random) {
    this.meetup = meetup;
    this.tokens = tokens;
    this.random = random;
    for (int talk = 0; talk < TALKS; talk++) {
      takeaways.add(null);
    }
  }

  /** What is known the morning after. */
  List<String> beginning() {
    List<String> facts = new ArrayList<>();
    facts.add(scheduled());
    facts.add(sponsors());
    for (int talk = 0; talk < TALKS; talk++) {
      facts.add(given(talk));
      facts.add(takeaways(talk));
    }
    return facts;
  }

  /** What comes next. */
  String more() {
    int talk = random.nextInt(TALKS);
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> linked(talk, "VIDEO");
      case 3, 4 -> linked(talk, "SLIDES");
      case 5 -> linked(talk, "CODE");
      case 6, 7, 8 -> takeaways(talk);
      case 9, 10 -> photo(random.nextInt(4));
      case 11 -> fact("PhotoRemoved", "{'photoId':'photo-%d'}".formatted(random.nextInt(4)));
      case 12 -> prize(random.nextInt(3));
      case 13 -> fact("PrizeDrawVoided", "{'prizeId':'prize-%d'}".formatted(random.nextInt(3)));
      case 14 -> given(talk);
      case 15 -> swapped(talk);
      case 16 ->
          random.nextInt(3) == 0 && talk > 0 // without any talk it is a draft again
              ? fact("TalkCancelled", "{'talkId':'talk-%d'}".formatted(talk))
              : fact("ResourceUnlinked", "{'kind':'VIDEO','talkId':'talk-%d'}".formatted(talk));
      case 17 -> random.nextInt(5) == 0 ? fact("MeetupCancelled", "{}") : scheduled();
      case 18 -> note(random.nextBoolean() ? "CLOSING" : "BEFORE_TALKS");
      default ->
          fact(
              "RsvpRecorded",
              "{'attendee':{'id':'a-%d'},'response':'YES'}".formatted(random.nextInt(9)));
    };
  }

  private String scheduled() {
    return fact(
        "MeetupScheduled",
        ("{'series':{'id':'evenings','name':'Evenings'},'title':'%s %s',"
                + "'startsAt':'2020-03-04T18:00:00Z','timeZone':'UTC','mode':'IN_PERSON'}")
            .formatted(meetup, tokens.ofFacts("title")));
  }

  private String sponsors() {
    return fact(
        "SponsorsThanked",
        "{'sponsors':[{'name':'Ferry Works','kind':'SPONSOR','blurb':'who gave us %s and coffee'}]}"
            .formatted(tokens.ofFacts("sponsors")));
  }

  private String given(int talk) {
    return fact(
        "TalkGiven",
        "{'talkId':'talk-%d','position':%d,'title':'How %s was built','speakers':[{'name':'Speaker %s'}]}"
            .formatted(
                talk,
                positions[talk],
                tokens.ofFacts("talk-" + talk + "/intro"),
                tokens.ofFacts("talk-" + talk + "/intro")));
  }

  private String swapped(int talk) {
    int other = (talk + 1) % TALKS;
    int position = positions[talk];
    positions[talk] = positions[other];
    positions[other] = position;
    return given(talk);
  }

  /** Some stay as they are, some are new. */
  private String takeaways(int talk) {
    List<String> now = new ArrayList<>();
    if (takeaways.get(talk) != null) {
      for (String takeaway : takeaways.get(talk).split("\n", -1)) {
        if (random.nextInt(3) > 0) {
          now.add(takeaway);
        }
      }
    }
    while (now.size() < 2 || (now.size() < 5 && random.nextBoolean())) {
      String token = tokens.ofFacts("talk-" + talk + "/takeaways");
      now.add(
          random.nextInt(now.size() + 1),
          "We learnt of " + token + " that number " + facts + " is worth it");
    }
    takeaways.set(talk, String.join("\n", now));
    return fact(
        "TakeawaysShared",
        "{'talkId':'talk-%d','takeaways':[%s]}"
            .formatted(
                talk,
                now.stream()
                    .map(text -> "{'text':'" + text + "'}")
                    .collect(Collectors.joining(","))));
  }

  private String linked(int talk, String kind) {
    return fact(
        "ResourceLinked",
        "{'kind':'%s','talkId':'talk-%d','url':'https://example.org/%s'}"
            .formatted(kind, talk, tokens.ofFacts("talk-" + talk + "/links")));
  }

  private String photo(int number) {
    return fact(
        "PhotoAdded",
        "{'photoId':'photo-%d','kind':'GROUP','url':'https://example.org/%s.jpg','alt':'The room','caption':'Seen by %s'}"
            .formatted(number, tokens.ofFacts("photo"), tokens.ofFacts("photo")));
  }

  private String prize(int number) {
    return fact(
        "PrizeDrawn",
        "{'prizeId':'prize-%d','prize':'a book on %s','publishName':false}"
            .formatted(number, tokens.ofFacts("prizes")));
  }

  private String note(String section) {
    return fact(
        "NoteWritten",
        "{'section':'%s','text':'A note of %s for all.'}"
            .formatted(section, tokens.ofFacts("note/" + section)));
  }

  private String fact(String type, String data) {
    facts++;
    String envelope =
        "{'specversion':'1.0','id':'%s-%d','source':'/edits','subject':'%s','time':'%s','type':'%s','data':%s}";
    return envelope
        .formatted(meetup, facts, meetup, BEGIN.plusSeconds(facts), type, data)
        .replace('\'', '"');
  }
}
