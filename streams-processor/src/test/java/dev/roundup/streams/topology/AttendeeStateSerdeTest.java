package dev.roundup.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.roundup.schemas.fact.Response;
import dev.roundup.streams.model.Answer;
import dev.roundup.streams.model.AttendeeState;
import dev.roundup.streams.model.Presence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttendeeStateSerdeTest {
  private static final Serde<AttendeeState> SERDE = AttendeeStateSerde.serde();

  @Property
  void whatever_is_known_of_an_attendee_comes_back(@ForAll("states") AttendeeState state) {
    assertThat(read(write(state))).isEqualTo(state);
  }

  @Test
  void nothing_stays_nothing() {
    assertThat(write(null)).isNull();
    assertThat(read(null)).isNull();
  }

  /** Changelogs outlive versions: whoever changes the format has to read these as well. */
  @ParameterizedTest
  @CsvSource({
    "NONE,     00",
    "ANSWERED, 31 0001020304050607 02 6631 8101",
    "HERE,     0e fffffffffffffffe 02 c3a9",
    "GONE,     1b 0000000000000001 01 61 00 0000000000000002 01 62",
  })
  void the_bytes_are_as_agreed(String name, String hex) {
    AttendeeState state =
        switch (name) {
          case "NONE" -> new AttendeeState(null, null, false);
          case "ANSWERED" ->
              new AttendeeState(
                  new Answer(0x0001020304050607L, "f1", Response.PENDING, 129), null, false);
          case "HERE" -> new AttendeeState(null, new Presence(-2, "é", true), true);
          default ->
              new AttendeeState(
                  new Answer(1, "a", Response.NO, 0), new Presence(2, "b", false), true);
        };
    byte[] golden = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(write(state)).isEqualTo(golden);
    assertThat(read(golden)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "'',                               it ends too soon",
    "01,                              it ends too soon",
    "01 0001020304050607 ff ff ff ff, it ends too soon",
    "01 0001020304050607 7f 61,       the length of an id does not fit",
    "01 0001020304050607 ffffffff0f,  the length of an id does not fit",
    "01 0001020304050607 ffffffffff7f, Varint is too long",
    "41 0001020304050607 01 61 00,    no response has the code 4",
    "02 0001020304050607 01 61 00,    bytes are left",
  })
  void bytes_that_are_no_state_are_refused_with_a_reason(String hex, String reason) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("attendee's state")
        .hasMessageContaining(reason);
  }

  @Property
  void a_state_that_was_cut_short_is_never_taken_for_another(
      @ForAll("states") AttendeeState state, @ForAll int at) {
    byte[] whole = write(state);
    byte[] cut = Arrays.copyOf(whole, Math.floorMod(at, whole.length));
    assertThatThrownBy(() -> read(cut)).isInstanceOf(SerializationException.class);
  }

  @Property
  void no_bytes_bring_forth_anything_but_a_state_or_a_refusal(@ForAll byte[] bytes) {
    Throwable thrown = catchThrowable(() -> read(bytes));
    if (thrown == null) {
      assertThat(read(write(read(bytes)))).isEqualTo(read(bytes));
    } else {
      assertThat(thrown).isInstanceOf(SerializationException.class);
    }
  }

  @Provide
  Arbitrary<AttendeeState> states() {
    Arbitrary<String> ids =
        Arbitraries.strings().ofMaxLength(140).map(AttendeeStateSerdeTest::wellFormed);
    Arbitrary<Answer> answers =
        Combinators.combine(
                Arbitraries.longs(),
                ids,
                Arbitraries.of(Response.class),
                Arbitraries.integers().greaterOrEqual(0))
            .as(Answer::new);
    Arbitrary<Presence> presences =
        Combinators.combine(Arbitraries.longs(), ids, Arbitraries.of(true, false))
            .as(Presence::new);
    return Combinators.combine(
            answers.injectNull(0.3), presences.injectNull(0.3), Arbitraries.of(true, false))
        .as(AttendeeState::new);
  }

  /** Half a surrogate pair has no bytes in UTF-8; ids cannot hold one. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static byte[] write(AttendeeState state) {
    return SERDE.serializer().serialize("attendees", state);
  }

  private static AttendeeState read(byte[] bytes) {
    return SERDE.deserializer().deserialize("attendees", bytes);
  }
}
