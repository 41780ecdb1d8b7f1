package dev.roundup.standalone.edits;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.streams.model.RoundupFold;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Looks for every word in the end, without Kafka's help: the facts are folded anew. */
final class Verdict {
  private final PostRenderer renderer = new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH);
  private final Path site;
  private final List<String> faults = new ArrayList<>();
  private int ofPeople;
  private int ofFacts;
  private int putAside;

  Verdict(Path site) {
    this.site = site;
  }

  /** What the faults are of one post. */
  List<String> of(Witness witness) throws IOException {
    faults.clear();
    ofPeople = 0;
    ofFacts = 0;
    putAside = 0;
    String generated = generated(witness.facts());
    String post = post(witness.meetup());
    if (witness.deleted() != null) {
      expect(post == null, "the deleted post is back");
    } else if (post == null) {
      faults.add("the post is gone");
    } else {
      check(witness, post, generated, report(witness.meetup()));
    }
    return List.copyOf(faults);
  }

  /** Words of the post last looked at. */
  int ofPeople() {
    return ofPeople;
  }

  /** Words that the facts state. */
  int ofFacts() {
    return ofFacts;
  }

  /** Words that the facts state where people had other ideas. */
  int putAside() {
    return putAside;
  }

  String generated(List<String> facts) throws IOException {
    List<MeetupEvent> accepted = new ArrayList<>();
    byte[] ndjson = String.join("\n", facts).getBytes(StandardCharsets.UTF_8);
    try (Publisher collector = Publisher.into(accepted::add, Clock.systemUTC())) {
      collector.publish(new ByteArrayInputStream(ndjson), PublishListener.NONE);
    }
    return renderer.render(RoundupFold.of(accepted).values().iterator().next()).text();
  }

  private void check(Witness witness, String post, String generated, String report) {
    Map<String, Integer> has = Tokens.counts(post);
    Map<String, Integer> states = Tokens.counts(generated);
    for (String token : witness.ofPeople()) {
      ofPeople++;
      expect(has.containsKey(token), "people's " + token + " is lost");
    }
    states.forEach(
        (token, times) -> {
          ofFacts++;
          if (!has.containsKey(token)) {
            putAside++;
            expect(
                report.contains(token) || witness.hasTouched(token),
                "the facts' " + token + " is missing, and nobody touched it");
          }
        });
    has.forEach(
        (token, times) -> {
          boolean stale = !Tokens.isOfPeople(token) && !states.containsKey(token);
          // what people kept of a talk is there beside what the facts say of it now
          int kept = !Tokens.isOfPeople(token) && witness.hasTouched(token) ? 2 : 0;
          int most = Math.max(1, states.getOrDefault(token, 0) + kept);
          expect(times <= most, token + " is there " + times + " times");
          expect(
              !stale || report.contains(token) || witness.hasTouched(token),
              token + " is there, and the facts no longer say so");
        });
    expect(parses(post), "the front matter does not parse");
  }

  private void expect(boolean right, String fault) {
    if (!right) {
      faults.add(fault);
    }
  }

  private static boolean parses(String post) {
    String text = post.replace("\r\n", "\n");
    int end = text.indexOf("\n---\n", 3);
    if (!text.startsWith("---\n") || end < 0) {
      return false;
    }
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(text.substring(4, end + 1))
          instanceof Map;
    } catch (YamlEngineException e) {
      return false;
    }
  }

  /** Null if there is none. */
  String post(String meetup) throws IOException {
    try (Stream<Path> files = Files.list(site.resolve("_posts"))) {
      List<Path> posts =
          files.filter(file -> file.getFileName().toString().contains("-" + meetup + "-")).toList();
      return posts.isEmpty() ? null : Files.readString(posts.get(0));
    }
  }

  private String report(String meetup) throws IOException {
    try {
      return Files.readString(site.resolve("_roundup").resolve(meetup + ".md"));
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
