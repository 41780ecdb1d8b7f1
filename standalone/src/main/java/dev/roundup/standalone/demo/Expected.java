package dev.roundup.standalone.demo;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.PostPlace;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.streams.model.RoundupFold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The posts that the demo's facts must end in, found without Kafka: the demo is over when the
 * pipeline has written exactly these.
 */
final class Expected {
  /** By path below the site. */
  private final Map<String, String> posts = new TreeMap<>();

  private Expected() {}

  static Expected of(List<MeetupEvent> facts) {
    PostRenderer renderer = new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH);
    Expected expected = new Expected();
    for (Roundup roundup : RoundupFold.of(facts).values()) {
      expected.posts.put(PostPlace.of(roundup).path(), renderer.render(roundup).text());
    }
    return expected;
  }

  int size() {
    return posts.size();
  }

  /** The paths, oldest meetup first, since a path begins with the date. */
  List<String> paths() {
    return List.copyOf(posts.keySet());
  }

  String text(String path) {
    return posts.get(path);
  }

  /** How many of the posts are in place as they must be. */
  int writtenTo(Path site) {
    int written = 0;
    for (Map.Entry<String, String> post : posts.entrySet()) {
      Path file = site.resolve(post.getKey());
      try {
        if (Files.exists(file) && Files.readString(file).equals(post.getValue())) {
          written++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return written;
  }
}
