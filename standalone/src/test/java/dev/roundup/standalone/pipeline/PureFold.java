package dev.roundup.standalone.pipeline;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.LocalPosts;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.streams.model.RoundupFold;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the pipeline must come to: the same facts folded and rendered without Kafka. */
final class PureFold {
  private PureFold() {}

  static SortedMap<String, Roundup> roundups(Clock clock, List<String> facts) {
    List<MeetupEvent> accepted = new ArrayList<>();
    byte[] ndjson = String.join("\n", facts).getBytes(StandardCharsets.UTF_8);
    try (Publisher collector = Publisher.into(accepted::add, clock)) {
      collector.publish(new ByteArrayInputStream(ndjson), PublishListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RoundupFold.of(accepted);
  }

  /** The posts by their paths, written to a directory on the way. */
  static Map<String, String> posts(Clock clock, List<String> facts, Path directory) {
    PostRenderer renderer = new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH);
    LocalPosts.write(roundups(clock, facts).values(), renderer::render, directory);
    return posts(directory);
  }

  /** The posts that a site has. */
  static Map<String, String> posts(Path site) {
    Map<String, String> posts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).toList()) {
        posts.put(site.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return posts;
  }
}
