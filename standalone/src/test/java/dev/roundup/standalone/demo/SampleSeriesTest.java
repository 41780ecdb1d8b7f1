package dev.roundup.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.codec.Decoded;
import dev.roundup.schemas.codec.FactCodec;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.MeetupScheduled;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSeriesTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T00:00:01Z", // the whole evening is still ahead
        "2027-06-30T23:30:00Z", // already tomorrow in the meetup's zone, and summer
        "2028-03-26T12:00:00Z", // the clocks change on the day
        "2020-02-29T12:00:00Z" // before the files' own dates
      })
  void the_last_meetup_is_today_and_no_fact_is_refused(String now) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    List<MeetupEvent> facts = decoded(clock);
    Instant last =
        facts.stream()
            .filter(event -> event.getFact() instanceof MeetupScheduled)
            .map(event -> ((MeetupScheduled) event.getFact()).getStartsAt())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    assertThat(last.atZone(ZONE).toLocalDate()).isEqualTo(LocalDate.now(clock.withZone(ZONE)));
    assertThat(last.atZone(ZONE).getHour()).isEqualTo(18);
    assertThat(facts)
        .allSatisfy(
            event ->
                assertThat(event.getOccurredAt())
                    .isBefore(clock.instant().plus(Duration.ofDays(1))));
  }

  @ParameterizedTest
  @ValueSource(strings = "2026-11-23T09:00:00Z")
  void it_says_every_kind_of_fact_except_a_cancelled_meetup(String now) {
    List<MeetupEvent> facts = decoded(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    Set<String> said = new HashSet<>();
    facts.forEach(event -> said.add(event.getFact().getClass().getSimpleName()));
    Set<String> language = new HashSet<>();
    MeetupEvent.getClassSchema()
        .getField("fact")
        .schema()
        .getTypes()
        .forEach(type -> language.add(type.getName()));
    language.remove("MeetupCancelled");
    assertThat(said).isEqualTo(language);
    assertThat(facts).extracting(MeetupEvent::getId).doesNotHaveDuplicates();
  }

  private static List<MeetupEvent> decoded(Clock clock) {
    FactCodec codec = new FactCodec(clock);
    return SampleSeries.playedOn(clock).stream()
        .map(line -> codec.decode(line.getBytes(StandardCharsets.UTF_8)))
        .map(
            decoded -> {
              assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
              return ((Decoded.Accepted) decoded).event();
            })
        .toList();
  }
}
