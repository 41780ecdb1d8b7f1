package dev.roundup.sink.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roundup.schemas.view.Roundup;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A roundup as feeds keep it, since each sink knows only its part of them: JSON of the names that
 * templates see.
 *
 * @param post the path of the post's file
 * @param roundup as templates see it
 */
public record FeedEntry(String post, Map<String, Object> roundup) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> TIMES = Set.of("startsAt", "endsAt", "updatedAt");

  /** A roundup whose post is published. */
  public static FeedEntry of(Roundup roundup, String post) {
    return new FeedEntry(post, PostModel.of(roundup));
  }

  /** What {@link #json} wrote; empty if something else did. */
  public static Optional<FeedEntry> read(String json) {
    try {
      Map<String, Object> read = JSON.readValue(json, new TypeReference<>() {});
      return read.get("post") instanceof String post && read.get("roundup") instanceof Map<?, ?> map
          ? Optional.of(new FeedEntry(post, timed(map))).filter(entry -> entry.updatedAt() != null)
          : Optional.empty();
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The same roundup gives the same text. */
  public String json() {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("post", post);
    written.put("roundup", plain(roundup));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written).replace("\r", "")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps and lists of texts, numbers and truth are JSON", e);
    }
  }

  ZonedDateTime updatedAt() {
    return roundup.get("updatedAt") instanceof ZonedDateTime time ? time : null;
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((name, field) -> plain.put(name, plain(field)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(FeedEntry::plain).toList();
    }
    return value instanceof ZonedDateTime time ? time.toString() : value;
  }

  private static Map<String, Object> timed(Map<?, ?> map) {
    Map<String, Object> timed = new LinkedHashMap<>();
    map.forEach((name, value) -> timed.put((String) name, timed((String) name, value)));
    return timed;
  }

  private static Object timed(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return timed(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> timed("", item)).toList();
    }
    boolean time = TIMES.contains(name) && value instanceof String;
    return time ? ZonedDateTime.parse((String) value) : value;
  }
}
