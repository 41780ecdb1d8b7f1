package dev.roundup.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.codec.Facts;
import dev.roundup.schemas.fact.MeetupEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

class StatedFactsTest {
  @Provide
  Arbitrary<List<MeetupEvent>> facts() {
    return Facts.any().list().ofMaxSize(60);
  }

  @Property(tries = 200)
  void the_order_and_the_number_of_times_they_come_in_do_not_matter(
      @ForAll("facts") List<MeetupEvent> facts, @ForAll Random random) {
    List<MeetupEvent> others = new ArrayList<>(facts);
    others.addAll(facts);
    Collections.shuffle(others, random);

    assertThat(StatedFacts.of(others).bytes()).isEqualTo(StatedFacts.of(facts).bytes());
  }

  @Property(tries = 200)
  void they_come_back_from_a_header_of_bounded_size(@ForAll("facts") List<MeetupEvent> facts) {
    StatedFacts stated = StatedFacts.of(facts);

    assertThat(StatedFacts.of(headers(stated.bytes()))).contains(stated);
    assertThat(stated.bytes().length).isLessThan(StatedFacts.LARGEST);
    assertThat(stated.latest().size()).isEqualTo(Math.min(40, stated.count()));
  }

  @Example
  void the_latest_is_first_and_says_who_states_it() {
    MeetupEvent fact = Facts.of("NoteWritten").sample();
    MeetupEvent later =
        MeetupEvent.newBuilder(fact)
            .setId("later")
            .setOccurredAt(fact.getOccurredAt().plusSeconds(1))
            .setSource("/desk")
            .build();

    assertThat(StatedFacts.of(List.of(fact, later)).latest().get(0))
        .isEqualTo(
            new StatedFacts.Stated(
                "NoteWritten", "later", "/desk", later.getOccurredAt().toString()));
  }

  @Example
  void a_record_that_tells_none_or_something_else_is_no_reason_to_stop() {
    assertThat(StatedFacts.of(new RecordHeaders())).isEmpty();
    assertThat(StatedFacts.of(headers("{".getBytes(StandardCharsets.UTF_8)))).isEmpty();
    assertThat(StatedFacts.of(headers(null))).isEmpty();
    assertThat(StatedFacts.of(headers("{\"count\":1}".getBytes(StandardCharsets.UTF_8)))).isEmpty();
  }

  private static Headers headers(byte[] value) {
    return new RecordHeaders().add(StatedFacts.HEADER, value);
  }
}
