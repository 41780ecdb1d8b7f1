package dev.roundup.schemas.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.fact.MeetupEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Which facts a roundup follows from, and who stated them: a header of its record. Like the roundup
 * itself it depends on the facts alone, not on the order in which they came. Answers and check-ins
 * are not among them: they are many, and the roundup has their number.
 *
 * @param count how many facts hold something of the meetup
 * @param latest the latest of them, the latest first
 */
public record StatedFacts(
    @JsonProperty("count") int count, @JsonProperty("latest") List<Stated> latest) {
  /** The header's name; its value is JSON in UTF-8. */
  public static final String HEADER = "roundup.facts";

  /** The most bytes that the header takes in a record. */
  public static final int LARGEST = 32 << 10;

  private static final int MOST = 40;
  private static final int LONGEST_SOURCE = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One fact.
   *
   * @param time when it happened, in UTC as RFC 3339
   * @param source who states it, cut if it is very long
   */
  public record Stated(
      @JsonProperty("type") String type,
      @JsonProperty("id") String id,
      @JsonProperty("source") String source,
      @JsonProperty("time") String time) {

    private static Stated of(MeetupEvent event) {
      return new Stated(
          ((SpecificRecord) event.getFact()).getSchema().getName(),
          event.getId(),
          shortened(event.getSource()),
          event.getOccurredAt().toString());
    }

    private static String shortened(String source) {
      return source.codePointCount(0, source.length()) <= LONGEST_SOURCE
          ? source
          : source.substring(0, source.offsetByCodePoints(0, LONGEST_SOURCE - 1)) + "…";
    }
  }

  /** Of the facts that hold something; one that holds several things counts once. */
  public static StatedFacts of(Collection<MeetupEvent> holders) {
    List<MeetupEvent> facts =
        holders.stream()
            .sorted(
                Comparator.comparing(MeetupEvent::getOccurredAt)
                    .thenComparing(MeetupEvent::getId)
                    .reversed())
            .distinct()
            .toList();
    return new StatedFacts(facts.size(), facts.stream().limit(MOST).map(Stated::of).toList());
  }

  /** The header's value. */
  public byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e); // text and numbers can be written
    }
  }

  /** What a record tells; empty if it tells nothing that can be read. */
  public static Optional<StatedFacts> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(header.value(), StatedFacts.class))
          .filter(facts -> facts.latest() != null);
    } catch (IOException e) {
      return Optional.empty(); // the post does not need it
    }
  }
}
