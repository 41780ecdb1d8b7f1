package dev.roundup.sink.merge;

import dev.roundup.sink.post.Block;
import dev.roundup.sink.post.RenderedPost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A made-up meetup that facts change, and its post with blocks as the renderer gives it. */
final class Evening {
  static final class Talk {
    final String id;
    String title;
    String speaker;
    String video;
    String slides;
    String photo;
    final List<String> takeaways = new ArrayList<>();

    Talk(String id, String title, String speaker) {
      this.id = id;
      this.title = title;
      this.speaker = speaker;
    }
  }

  String title = "Lisbon Stream Night in May";
  String opening = "We met at the old tram depot";
  String cover;
  int guests = 41;
  final List<String> tags = new ArrayList<>(List.of("kafka", "lisbon"));
  final Map<String, String> extra = new LinkedHashMap<>();
  final List<String> sponsors = new ArrayList<>(List.of("Ferry Works", "Tile Bank"));
  final List<Talk> talks = new ArrayList<>();
  final Map<String, String> links = new LinkedHashMap<>();
  final List<String> photos = new ArrayList<>();
  final Map<String, String> prizes = new LinkedHashMap<>();
  String next = "Tuesday 9 June";

  /** Three talks with takeaways, two links, a prize. */
  static Evening sample() {
    Evening evening = new Evening();
    Talk loom = new Talk("loom", "Threads without regret", "Ines Prado");
    loom.takeaways.add("Blocking code is fine again, as long as nobody pins a carrier");
    loom.takeaways.add("Measure first:\n  - the pool was never the bottleneck\n  - the lock was");
    loom.takeaways.add("Pools of virtual threads are an oxymoron");
    Talk logs = new Talk("logs", "A log is a promise", "Rui Sant and Ana Leal");
    logs.takeaways.add("Retention is part of the contract");
    logs.takeaways.add("Compaction keeps the last word, not the story");
    Talk tests = new Talk("tests", "Tests that tell a tale", "Olga Brandt");
    tests.takeaways.add("Names of tests are read more often than their bodies");
    evening.talks.addAll(List.of(loom, logs, tests));
    evening.links.put("Notes of the organisers", "https://notes.example.org/may");
    evening.links.put("Code of the demo", "https://code.example.org/demo");
    evening.prizes.put("a book on queues", "Teresa");
    return evening;
  }

  RenderedPost post() {
    Writer out = new Writer();
    out.block(
        "front-matter",
        () -> {
          out.line("---");
          out.line("layout: post");
          out.line("title: \"" + title + "\"");
          out.line("tags: [" + String.join(", ", tags) + "]");
          extra.forEach((key, value) -> out.line(key + ": " + value));
          out.line("---");
          out.line("");
        });
    if (cover != null) {
      out.block("cover", () -> out.paragraph("![The room](" + cover + ")"));
    }
    out.block(
        "opening",
        () ->
            out.paragraph(
                opening + " and " + guests + " people heard " + talks.size() + " good talks."));
    if (!sponsors.isEmpty()) {
      out.block(
          "sponsors",
          () -> out.paragraph("Many thanks to our hosts " + String.join(", ", sponsors) + "."));
    }
    talks.forEach(talk -> out.block("talk/" + talk.id, () -> talk(talk, out)));
    if (!links.isEmpty()) {
      out.block("links", () -> links(out));
    }
    if (!photos.isEmpty()) {
      out.block("photos", () -> photos.forEach(p -> out.paragraph("![A photo](" + p + ")")));
    }
    prizes.forEach(
        (prize, winner) ->
            out.block(
                "prizes/" + prize.replace(' ', '-'),
                () -> out.paragraph("Congratulations to " + winner + ", who won " + prize + "!")));
    out.block(
        "next",
        () -> {
          out.paragraph("## Until next time");
          out.paragraph("We meet again on " + next + " at the same place.");
        });
    out.block("closing", () -> out.line("See you there!"));
    return out.post();
  }

  private static void talk(Talk talk, Writer out) {
    if (talk.photo != null) {
      out.block(
          "talk/" + talk.id + "/photos",
          () -> out.paragraph("![" + talk.speaker + "](" + talk.photo + ")"));
    }
    String title = "\"" + talk.title + "\"";
    String linked = talk.video == null ? title : "[" + title + "](" + talk.video + ")";
    out.paragraph(talk.speaker + " gave us " + linked + ", and this is what we took home:");
    if (!talk.takeaways.isEmpty()) {
      out.block(
          "talk/" + talk.id + "/takeaways",
          () -> {
            talk.takeaways.forEach(takeaway -> out.line("* " + takeaway));
            out.line("");
          });
    }
    if (talk.slides != null) {
      out.block(
          "talk/" + talk.id + "/slides", () -> out.paragraph("[The slides](" + talk.slides + ")"));
    }
  }

  private void links(Writer out) {
    out.paragraph("## Links");
    links.forEach((label, url) -> out.line("* [" + label + "](" + url + ")"));
    out.line("");
  }

  private static final class Writer {
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();

    void line(String line) {
      text.append(line).append('\n');
    }

    void paragraph(String paragraph) {
      line(paragraph);
      line("");
    }

    void block(String name, Runnable content) {
      int start = text.length();
      content.run();
      blocks.add(new Block(name, start, text.length()));
    }

    RenderedPost post() {
      blocks.sort(
          Comparator.comparingInt(Block::start)
              .thenComparing(Block::end, Comparator.reverseOrder()));
      return new RenderedPost(text.toString(), blocks);
    }
  }
}
