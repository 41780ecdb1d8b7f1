package dev.roundup.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The facts of a made-up series, as CloudEvents: three past meetups, and one that is still going on
 * tonight. The files hold the dates of one spring; they are moved by whole days, on the clock of
 * the meetups' zone, so that the last meetup is today.
 */
final class SampleSeries {
  private static final List<String> MEETUPS =
      List.of("tidemark-31", "tidemark-32", "tidemark-33", "tidemark-34");
  private static final LocalDate TONIGHT = LocalDate.of(2026, 3, 5);
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d");

  private final ObjectMapper json = new ObjectMapper();
  private final long days;

  private SampleSeries(long days) {
    this.days = days;
  }

  /** The facts, one CloudEvent a line, in the order in which they happened at each meetup. */
  static List<String> playedOn(Clock clock) {
    LocalDate today = LocalDate.now(clock.withZone(ZONE));
    SampleSeries series = new SampleSeries(ChronoUnit.DAYS.between(TONIGHT, today));
    List<String> facts = new ArrayList<>();
    for (String meetup : MEETUPS) {
      lines(meetup).forEach(line -> facts.add(series.moved(line)));
    }
    return facts;
  }

  private static List<String> lines(String meetup) {
    try (InputStream in = SampleSeries.class.getResourceAsStream(meetup + ".ndjson")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String moved(String line) {
    try {
      return moved(json.readTree(line)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode moved(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(moved(field.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, moved(array.get(i)));
      }
    } else if (node.isTextual() && TIME.matcher(node.textValue()).matches()) {
      return new TextNode(
          OffsetDateTime.parse(node.textValue())
              .atZoneSameInstant(ZONE)
              .plusDays(days)
              .toOffsetDateTime()
              .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }
    return node;
  }
}
