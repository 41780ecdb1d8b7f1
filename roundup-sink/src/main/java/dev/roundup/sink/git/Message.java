package dev.roundup.sink.git;

import dev.roundup.schemas.post.KeptAgainstFacts;
import dev.roundup.schemas.topic.StatedFacts;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.merge.Collision;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What commits say: which post, which parts of it changed, which facts did it, who stated them. */
final class Message {
  /** Columns of a subject and of a body's line. */
  private static final int SUBJECT = 72;

  /** Collisions and facts that are told one by one. */
  private static final int MOST_TOLD = 20;

  /** A commit of what all posts have together. */
  static final String OF_SHARED = "Feeds of the posts\n";

  private Message() {}

  /** The subject of a commit of one post. */
  private static String subject(Roundup roundup) {
    String title = roundup.getTitle() == null ? roundup.getSeries().getName() : roundup.getTitle();
    String date =
        roundup.getStartsAt().atZone(ZoneId.of(roundup.getTimeZone())).toLocalDate().toString();
    int room = SUBJECT - "Post of , ".length() - date.length();
    return "Post of " + shortened(line(title), room) + ", " + date;
  }

  /**
   * A commit of one post.
   *
   * @param before what the last commit of it knew; null if there was none, or that is not known
   */
  static String of(Roundup roundup, Told before, Told now, List<KeptAgainstFacts> collisions) {
    StringBuilder body = new StringBuilder();
    if (before != null) {
      names(body, "Changed: ", changed(before.blocks(), now.blocks()));
      names(body, "New: ", without(now.blocks(), before.blocks()));
      names(body, "Gone: ", without(before.blocks(), now.blocks()));
    }
    facts(body, before, now);
    counts(body, before == null ? Map.of() : before.attendance(), now.attendance());
    body.append(collisions(collisions));
    body.append("\nMeetup: ").append(roundup.getMeetupId()).append('\n');
    return subject(roundup) + "\n\n" + body;
  }

  /** One commit of many posts: the subjects of their own. */
  static String ofMany(List<String> messages) {
    StringBuilder text = new StringBuilder("Posts of " + messages.size() + " meetups\n\n");
    for (String message : messages) {
      text.append("- ").append(message, 0, message.indexOf('\n')).append('\n');
    }
    return text.toString();
  }

  /** What was written before a crash: which facts did it is not known any more. */
  static String ofRestart(String meetupId) {
    return "Post of " + meetupId + ", written before a restart\n";
  }

  private static void facts(StringBuilder body, Told before, Told now) {
    if (now.facts() == null) {
      return;
    }
    boolean first = before == null || before.facts() == null;
    List<StatedFacts.Stated> facts = now.newSince(before);
    if (facts.isEmpty()) {
      body.append("No fact is new, but of answers, check-ins or the series.\n");
      return;
    }
    List<String> lines = facts.stream().map(Message::fact).toList();
    int untold = first ? now.facts().count() - facts.size() : 0;
    String heading =
        first
            ? "It follows from these facts, the latest first:"
            : "Facts that are new since the last commit, the latest first:";
    body.append(told(heading, lines, untold));
  }

  private static String fact(StatedFacts.Stated fact) {
    return String.format(
        "%s at %s, stated by %s (%s)",
        fact.type(), fact.time(), line(fact.source()), line(fact.id()));
  }

  private static void counts(
      StringBuilder body, Map<String, Integer> before, Map<String, Integer> now) {
    List<String> changes = new ArrayList<>();
    now.forEach(
        (name, count) -> {
          int was = before.getOrDefault(name, 0);
          if (was != count) {
            changes.add(name + " " + count + (before.isEmpty() ? "" : " (was " + was + ")"));
          }
        });
    names(body, "Answers and check-ins: ", changes);
  }

  private static List<String> changed(Map<String, Integer> before, Map<String, Integer> now) {
    return now.entrySet().stream()
        .filter(block -> before.containsKey(block.getKey()))
        .filter(block -> !before.get(block.getKey()).equals(block.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> without(Map<String, Integer> some, Map<String, Integer> others) {
    return some.keySet().stream().filter(name -> !others.containsKey(name)).toList();
  }

  private static void names(StringBuilder body, String heading, List<String> names) {
    if (!names.isEmpty()) {
      body.append(heading)
          .append(String.join(", ", names.stream().limit(MOST_TOLD).toList()))
          .append(names.size() > MOST_TOLD ? " and others" : "")
          .append('\n');
    }
  }

  /** A merge of what others pushed. */
  static String ofMerge(String subject, Map<String, List<Collision>> kept) {
    List<String> lines = new ArrayList<>();
    kept.forEach(
        (path, collisions) ->
            collisions.forEach(
                collision ->
                    lines.add(
                        path
                            + ": people: "
                            + quoted(collision.people())
                            + " facts: "
                            + quoted(collision.facts()))));
    return kept.isEmpty()
        ? subject + "\n"
        : subject + "\n\n" + told("What people pushed was kept, against the facts:", lines, 0);
  }

  /** Where a post keeps people's text. */
  private static String collisions(List<KeptAgainstFacts> collisions) {
    return collisions.isEmpty()
        ? ""
        : told(
            "What people wrote was kept, against the facts:",
            collisions.stream()
                .map(
                    kept ->
                        kept.getBlock() + ": " + Collision.Why.valueOf(kept.getWhy()).sentence())
                .toList(),
            0);
  }

  private static String told(String heading, Collection<String> lines, int others) {
    StringBuilder text = new StringBuilder(heading).append('\n');
    lines.stream().limit(MOST_TOLD).forEach(line -> text.append("- ").append(line).append('\n'));
    int untold = others + Math.max(0, lines.size() - MOST_TOLD);
    if (untold > 0) {
      text.append("- and ").append(untold).append(" more\n");
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "\"" + shortened(line(text), SUBJECT) + "\"";
  }

  /** Whatever a title or a tool's name holds, it is one line. */
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s\\u0085\\u2028\\u2029]+", " ").strip();
  }

  /** Cut between characters, also where one takes two places in memory. */
  private static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }
}
