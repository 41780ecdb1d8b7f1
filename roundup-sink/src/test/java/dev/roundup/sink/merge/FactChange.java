package dev.roundup.sink.merge;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Something that the facts change; its words begin with {@code fact}. */
record FactChange(What what, int where, int token) {
  enum What {
    TALK_ADDED,
    TALK_REMOVED,
    TALKS_SWAPPED,
    TITLE_FIXED,
    SPEAKER_FIXED,
    VIDEO_APPEARS,
    SLIDES_APPEAR,
    TALK_PHOTO_ADDED,
    TAKEAWAY_ADDED,
    TAKEAWAY_REMOVED,
    TAKEAWAY_CHANGED,
    TAKEAWAYS_REPLACED,
    POINT_ADDED,
    LINK_ADDED,
    LINK_REMOVED,
    PHOTO_ADDED,
    COVER_ADDED,
    PRIZE_DRAWN,
    PRIZE_VOIDED,
    SPONSOR_ADDED,
    SPONSOR_LEAVES,
    HEADCOUNT,
    NEXT_CHANGED,
    POST_TITLE_CHANGED,
    TAG_ADDED,
    KEY_ADDED,
    OPENING_REWRITTEN
  }

  /** Those that only bring lines of their own. */
  static final List<What> ADDITIONS =
      List.of(
          What.SLIDES_APPEAR,
          What.TALK_PHOTO_ADDED,
          What.TAKEAWAY_ADDED,
          What.POINT_ADDED,
          What.LINK_ADDED,
          What.PHOTO_ADDED,
          What.COVER_ADDED,
          What.PRIZE_DRAWN,
          What.KEY_ADDED);

  /** Those that move lines or take some away. */
  static final List<What> REARRANGING =
      List.of(
          What.TALK_REMOVED,
          What.TALKS_SWAPPED,
          What.TAKEAWAY_REMOVED,
          What.TAKEAWAYS_REPLACED,
          What.LINK_REMOVED,
          What.PRIZE_VOIDED,
          What.SPONSOR_LEAVES);

  static Arbitrary<List<FactChange>> some(List<What> whats) {
    return Combinators.combine(
            Arbitraries.of(whats), Arbitraries.integers().between(0, 30), Arbitraries.just(0))
        .as(FactChange::new)
        .list()
        .ofMaxSize(6);
  }

  static void apply(List<FactChange> changes, Evening evening) {
    for (int i = 0; i < changes.size(); i++) {
      new FactChange(changes.get(i).what, changes.get(i).where, i).apply(evening);
    }
  }

  private String word(String suffix) {
    return "fact" + token + suffix;
  }

  private String url() {
    return "https://facts.example.org/" + word("u");
  }

  private void apply(Evening evening) {
    switch (what) {
      case TALK_ADDED -> {
        Evening.Talk talk = new Evening.Talk("t" + token, "On " + word("a"), "Sam " + word("b"));
        talk.takeaways.add("Only " + word("c") + " matters in the end");
        evening.talks.add(where % (evening.talks.size() + 1), talk);
      }
      case HEADCOUNT -> evening.guests = 100 + where;
      case COVER_ADDED -> evening.cover = url();
      case LINK_ADDED -> evening.links.put("Read " + word("l"), url());
      case LINK_REMOVED ->
          removeOne(evening.links.keySet().stream().toList(), evening.links::remove);
      case PHOTO_ADDED -> evening.photos.add(url());
      case PRIZE_DRAWN -> evening.prizes.put("one " + word("p"), "Nuno");
      case PRIZE_VOIDED ->
          removeOne(evening.prizes.keySet().stream().toList(), evening.prizes::remove);
      case SPONSOR_ADDED -> evening.sponsors.add("Acme " + word("s"));
      case SPONSOR_LEAVES -> removeOne(List.copyOf(evening.sponsors), evening.sponsors::remove);
      case NEXT_CHANGED -> evening.next = "Friday " + word("n");
      case POST_TITLE_CHANGED -> evening.title = "[Photos] " + evening.title + " " + word("t");
      case TAG_ADDED -> evening.tags.add(word("g"));
      case KEY_ADDED -> evening.extra.put("key" + token, word("k"));
      case OPENING_REWRITTEN -> evening.opening = "Quite another beginning with " + word("o");
      case TALK_REMOVED -> removeOne(List.copyOf(evening.talks), evening.talks::remove);
      case TALKS_SWAPPED -> {
        if (evening.talks.size() > 1) {
          int i = where % (evening.talks.size() - 1);
          Collections.swap(evening.talks, i, i + 1);
        }
      }
      default -> {
        if (!evening.talks.isEmpty()) {
          applyTo(evening.talks.get(where % evening.talks.size()));
        }
      }
    }
  }

  private void applyTo(Evening.Talk talk) {
    int at = talk.takeaways.isEmpty() ? 0 : where % talk.takeaways.size();
    switch (what) {
      case TITLE_FIXED -> talk.title = talk.title + " " + word("d");
      case SPEAKER_FIXED -> talk.speaker = "Dr " + word("e") + " " + talk.speaker;
      case VIDEO_APPEARS -> talk.video = url();
      case SLIDES_APPEAR -> talk.slides = url();
      case TALK_PHOTO_ADDED -> talk.photo = url();
      case TAKEAWAY_ADDED ->
          talk.takeaways.add(Math.min(at + 1, talk.takeaways.size()), "We learnt " + word("f"));
      case TAKEAWAYS_REPLACED -> {
        talk.takeaways.clear();
        talk.takeaways.add("After all it is " + word("h"));
        talk.takeaways.add("And also a bit of " + word("i"));
      }
      case TAKEAWAY_REMOVED -> removeOne(List.copyOf(talk.takeaways), talk.takeaways::remove);
      case TAKEAWAY_CHANGED -> change(talk, at, " with " + word("j"));
      case POINT_ADDED -> change(talk, at, "\n  - and " + word("m"));
      default -> throw new AssertionError(what);
    }
  }

  private static void change(Evening.Talk talk, int at, String more) {
    if (!talk.takeaways.isEmpty()) {
      talk.takeaways.set(at, talk.takeaways.get(at) + more);
    }
  }

  private <T> void removeOne(List<T> from, Consumer<T> remove) {
    if (!from.isEmpty()) {
      remove.accept(from.get(where % from.size()));
    }
  }
}
