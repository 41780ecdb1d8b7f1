package dev.roundup.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CoalescerTest {
  private static final long SPAN = 500;

  private final Coalescer coalescer = new Coalescer(Duration.ofMillis(SPAN));

  @Test
  void a_meetup_that_was_quiet_is_published_at_once() {
    assertThat(coalescer.changed(coalescer.of("a"), 7)).isTrue();
    assertThat(next(coalescer, 7)).contains("a");
    assertThat(coalescer.next(7)).isEmpty();
    coalescer.changed(coalescer.of("a"), 7 + SPAN);
    assertThat(next(coalescer, 7 + SPAN)).contains("a");
  }

  @Test
  void what_changes_often_waits_for_the_span_and_is_published_once() {
    coalescer.changed(coalescer.of("a"), 0);
    coalescer.next(0);
    assertThat(coalescer.changed(coalescer.of("a"), 1)).isTrue();
    assertThat(coalescer.changed(coalescer.of("a"), 2)).isFalse();
    assertThat(coalescer.next(SPAN - 1)).isEmpty();
    assertThat(next(coalescer, SPAN)).contains("a");
    assertThat(coalescer.next(10 * SPAN)).isEmpty();
  }

  @Test
  void who_has_waited_longest_is_first() {
    coalescer.changed(coalescer.of("b"), 1);
    coalescer.changed(coalescer.of("a"), 2);
    assertThat(next(coalescer, 9)).contains("b");
    assertThat(next(coalescer, 9)).contains("a");
  }

  @Test
  void without_a_span_every_change_is_published() {
    Coalescer eager = new Coalescer(Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      assertThat(eager.changed(eager.of("a"), 1)).isTrue();
      assertThat(next(eager, 1)).contains("a");
    }
  }

  /** Some time passes; a meetup changes, or whoever is due is published. */
  record Step(int passed, String changed) {}

  @Property
  void whatever_happens_none_is_published_twice_in_a_span_and_no_change_is_lost(
      @ForAll("steps") List<Step> steps) {
    Coalescer tried = new Coalescer(Duration.ofMillis(SPAN));
    Map<String, List<Long>> published = new HashMap<>();
    Set<String> changed = new HashSet<>();
    long now = 1_000_000;
    for (Step step : steps) {
      now += step.passed();
      if (step.changed() != null) {
        assertThat(tried.changed(tried.of(step.changed()), now))
            .isEqualTo(changed.add(step.changed()));
      } else {
        publish(tried, now, published, changed);
      }
    }
    publish(tried, now + SPAN, published, changed);

    assertThat(changed).as("changed and never published").isEmpty();
    published
        .values()
        .forEach(
            times -> {
              for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(SPAN);
              }
            });
  }

  private static void publish(
      Coalescer tried, long now, Map<String, List<Long>> published, Set<String> changed) {
    Optional<String> next = next(tried, now);
    while (next.isPresent()) {
      assertThat(changed.remove(next.get())).as("it had changed").isTrue();
      published.computeIfAbsent(next.get(), unknown -> new ArrayList<>()).add(now);
      next = next(tried, now);
    }
  }

  private static Optional<String> next(Coalescer coalescer, long now) {
    return coalescer.next(now).map(Coalescer.Turn::meetup);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 300), Arbitraries.of("a", "b", "c").injectNull(0.5))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }
}
