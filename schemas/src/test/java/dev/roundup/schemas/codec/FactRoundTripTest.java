package dev.roundup.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.fact.MeetupEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FactRoundTripTest {
  private final FactCodec codec =
      new FactCodec(Clock.fixed(Instant.parse("2026-10-15T00:00:00Z"), ZoneOffset.UTC));

  @Property(tries = 1000)
  void what_is_written_is_read_as_the_same_fact(@ForAll("facts") MeetupEvent fact) {
    assertThat(codec.decode(bytes(codec.encode(fact)))).isEqualTo(new Decoded.Accepted(fact));
  }

  @Property(tries = 300)
  void a_fact_on_the_log_is_the_fact_that_was_read(@ForAll("facts") MeetupEvent fact)
      throws Exception {
    Decoded read = codec.decode(bytes(codec.encode(fact)));
    MeetupEvent logged = MeetupEvent.fromByteBuffer(fact.toByteBuffer());
    assertThat(read).isEqualTo(new Decoded.Accepted(logged));
  }

  @Property(tries = 300)
  void a_fact_cut_short_is_refused_and_nothing_else_happens(
      @ForAll("facts") MeetupEvent fact, @ForAll double where) {
    byte[] json = bytes(codec.encode(fact));
    int length = (int) (Math.abs(where % 1) * json.length);
    assertThat(codec.decode(Arrays.copyOf(json, length))).isInstanceOf(Decoded.Refused.class);
  }

  @Property(tries = 500)
  void a_damaged_byte_never_breaks_the_codec(
      @ForAll("facts") MeetupEvent fact, @ForAll double where, @ForAll byte damage) {
    byte[] json = bytes(codec.encode(fact));
    json[(int) (Math.abs(where % 1) * json.length)] = damage;
    assertThat(codec.decode(json)).isNotNull();
  }

  @Example
  void every_sample_is_a_fact_of_its_type() throws Exception {
    assertThat(FactType.all()).hasSize(20);
    for (FactType type : FactType.all()) {
      Decoded decoded = codec.decode(bytes(type.sample()));
      assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
      MeetupEvent event = ((Decoded.Accepted) decoded).event();
      assertThat(event.getFact().getClass().getSimpleName()).isEqualTo(type.name());
      var written = new ObjectMapper().readTree(codec.encode(event)).at("/data").fieldNames();
      var sampled = new ObjectMapper().readTree(type.sample()).at("/data").fieldNames();
      assertThat(written).toIterable().containsAll(() -> sampled);
    }
  }

  @Provide
  Arbitrary<MeetupEvent> facts() {
    return Facts.any();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
