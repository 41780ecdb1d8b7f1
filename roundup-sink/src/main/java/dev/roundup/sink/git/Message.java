package dev.roundup.sink.git;

import dev.roundup.schemas.post.KeptAgainstFacts;
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

  private Message() {}

  /** The subject of a commit of one post. */
  static String subject(Roundup roundup) {
    String title = roundup.getTitle() == null ? roundup.getSeries().getName() : roundup.getTitle();
    String date =
        roundup.getStartsAt().atZone(ZoneId.of(roundup.getTimeZone())).toLocalDate().toString();
    int room = SUBJECT - "Post of , ".length() - date.length();
    return "Post of " + shortened(line(title), room) + ", " + date;
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
        : subject + "\n\n" + told("What people pushed was kept, against the facts:", lines);
  }

  /** Where a post keeps people's text. */
  static String collisions(List<KeptAgainstFacts> collisions) {
    return collisions.isEmpty()
        ? ""
        : told(
            "What people wrote was kept, against the facts:",
            collisions.stream()
                .map(
                    kept ->
                        kept.getBlock() + ": " + Collision.Why.valueOf(kept.getWhy()).sentence())
                .toList());
  }

  private static String told(String heading, Collection<String> lines) {
    StringBuilder text = new StringBuilder(heading).append('\n');
    lines.stream().limit(MOST_TOLD).forEach(line -> text.append("- ").append(line).append('\n'));
    if (lines.size() > MOST_TOLD) {
      text.append("- and ").append(lines.size() - MOST_TOLD).append(" more\n");
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
