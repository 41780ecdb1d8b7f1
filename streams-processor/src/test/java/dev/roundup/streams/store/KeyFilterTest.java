package dev.roundup.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
  private static final int KEYS = 300_000;

  @Property(tries = 200)
  void a_key_that_was_added_is_never_denied(
      @ForAll @Size(max = 5000) @UniqueElements java.util.List<String> keys) {
    KeyFilter filter = new KeyFilter();
    keys.forEach(key -> filter.add(KeyFilter.hash("meetup", key)));

    assertThat(keys).allMatch(key -> filter.mayContain(KeyFilter.hash("meetup", key)));
  }

  @Test
  void few_keys_that_were_not_added_are_confirmed_however_far_it_has_grown() {
    KeyFilter filter = new KeyFilter();
    LongStream.range(0, KEYS).forEach(key -> filter.add(hash("added", key)));

    assertThat(LongStream.range(0, KEYS).filter(key -> filter.mayContain(hash("added", key))))
        .hasSize(KEYS);
    assertThat(
            LongStream.range(0, KEYS).filter(key -> filter.mayContain(hash("other", key))).count())
        .isLessThan(KEYS / 50);
    assertThat(filter.bytes()).isLessThan(4L * KEYS);
  }

  private static long hash(String meetup, long attendee) {
    return KeyFilter.hash(meetup, "member:%07d".formatted(attendee));
  }
}
