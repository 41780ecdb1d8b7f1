package dev.roundup.streams.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.view.Roundup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundupFoldPropertyTest {
  @Property(tries = 1500)
  void any_order_and_any_repetition_give_the_same_bytes(
      @ForAll("facts") List<MeetupEvent> facts, @ForAll long seed) {
    assertThat(bytes(RoundupFold.of(shuffledAndRepeated(facts, seed))))
        .isEqualTo(bytes(RoundupFold.of(facts)));
  }

  @Property(tries = 500)
  void series_that_hear_late_come_to_agree(
      @ForAll("facts") List<MeetupEvent> facts, @ForAll long seed) {
    LateLetters late = new LateLetters(new Random(seed));
    shuffledAndRepeated(facts, seed).forEach(late::apply);
    late.deliverAll();
    assertThat(bytes(late.roundups())).isEqualTo(bytes(RoundupFold.of(facts)));
  }

  @Provide
  Arbitrary<List<MeetupEvent>> facts() {
    return CollidingFacts.upTo(90);
  }

  static List<MeetupEvent> shuffledAndRepeated(List<MeetupEvent> facts, long seed) {
    Random random = new Random(seed);
    List<MeetupEvent> all = new ArrayList<>(facts);
    facts.stream().filter(fact -> random.nextInt(3) == 0).forEach(all::add);
    Collections.shuffle(all, random);
    return all;
  }

  /** Roundups as bytes in hexadecimal, so that a difference can be seen. */
  static SortedMap<String, String> bytes(SortedMap<String, Roundup> roundups) {
    SortedMap<String, String> bytes = new TreeMap<>();
    roundups.forEach((meetup, roundup) -> bytes.put(meetup, hex(roundup)));
    return bytes;
  }

  private static String hex(Roundup roundup) {
    try {
      return HexFormat.of().formatHex(roundup.toByteBuffer().array()) + "\n" + roundup;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
