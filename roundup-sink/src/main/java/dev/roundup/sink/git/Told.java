package dev.roundup.sink.git;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.topic.StatedFacts;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.sink.file.DiskFailure;
import dev.roundup.sink.file.Edition;
import dev.roundup.sink.post.Block;
import dev.roundup.sink.post.RenderedPost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What the last commit of a post knew, so that the next one can say what is new. It lies in the
 * clone, and belongs to no commit; without it, a commit tells the latest facts instead of the new
 * ones.
 *
 * @param facts the latest facts; null where they were not known
 * @param attendance what was counted, by its name in the roundup
 * @param blocks the parts of the post as it was generated, by name: a hash of each, without the
 *     parts within it
 */
record Told(
    @JsonProperty("facts") StatedFacts facts,
    @JsonProperty("attendance") Map<String, Integer> attendance,
    @JsonProperty("blocks") Map<String, Integer> blocks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Told of(Edition edition, Optional<RenderedPost> post) {
    return new Told(
        edition.facts().orElse(null),
        counted(edition.roundup().getAttendance()),
        post.map(Told::hashes).orElse(Map.of()));
  }

  private static Map<String, Integer> counted(Attendance attendance) {
    Map<String, Integer> counted = new TreeMap<>();
    for (Schema.Field field : attendance.getSchema().getFields()) {
      if (attendance.get(field.pos()) instanceof Integer count) {
        counted.put(field.name(), count);
      }
    }
    return counted;
  }

  private static Map<String, Integer> hashes(RenderedPost post) {
    Map<String, Integer> hashes = new TreeMap<>();
    for (Block block : post.blocks()) {
      StringBuilder own = new StringBuilder();
      int from = block.start();
      for (Block inner : post.blocks()) {
        if (block.contains(inner) && inner.start() >= from) {
          own.append(post.text(), from, inner.start());
          from = inner.end();
        }
      }
      own.append(post.text(), from, block.end());
      hashes.put(block.name(), own.toString().strip().hashCode());
    }
    return hashes;
  }

  static Optional<Told> read(Path directory, String meetupId) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file(directory, meetupId)), Told.class));
    } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException e) {
      return Optional.empty(); // cut short by a crash, or of another version: it is only for words
    } catch (IOException e) {
      throw DiskFailure.of("read", directory, e);
    }
  }

  void write(Path directory, String meetupId) {
    Path file = file(directory, meetupId);
    try {
      Files.createDirectories(file.getParent());
      Path onItsWay = file.resolveSibling(meetupId + ".tmp");
      Files.write(onItsWay, JSON.writeValueAsBytes(this));
      Files.move(
          onItsWay, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw DiskFailure.of("written", directory, e);
    }
  }

  private static Path file(Path directory, String meetupId) {
    return directory.resolve("told").resolve(meetupId + ".json");
  }

  /** Facts that were not among the latest before; the latest first. */
  List<StatedFacts.Stated> newSince(Told before) {
    if (facts == null) {
      return List.of();
    }
    List<StatedFacts.Stated> known =
        before == null || before.facts == null ? List.of() : before.facts.latest();
    return facts.latest().stream().filter(fact -> !known.contains(fact)).toList();
  }
}
