package dev.roundup.benchmarks.peers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A register per attendee, counters per meetup, a result per meetup that changed at most every half
 * second: {@code meetup going,guests,declined,waitlisted,pending}.
 */
final class CountAnswers extends KeyedProcessFunction<String, Rsvp, String> {
  private static final long COALESCE_MILLIS = 500;
  private static final int YES = 0;
  private static final int COUNTERS = 6;
  private static final int GUESTS = 4;

  /** Set while a timer is going to tell. */
  private static final int TELLING = 5;

  /** All subtasks are in this process. */
  private static final AtomicInteger FOLDED = new AtomicInteger();

  private final int all;

  private transient MapState<String, Rsvp> attendees;
  private transient ValueState<int[]> counters;

  /**
   * Counts.
   *
   * @param all how many answers there will be: it tells when half of them are folded, and all
   */
  CountAnswers(int all) {
    this.all = all;
  }

  @Override
  public void open(OpenContext context) {
    attendees =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("attendees", String.class, Rsvp.class));
    counters = getRuntimeContext().getState(new ValueStateDescriptor<>("counters", int[].class));
  }

  @Override
  public void processElement(Rsvp rsvp, Context context, Collector<String> out) throws Exception {
    fold(rsvp, context);
    int folded = FOLDED.incrementAndGet();
    if (folded == all / 2) {
      System.out.println("half");
    } else if (folded == all) {
      System.out.println("all");
    }
  }

  private void fold(Rsvp rsvp, Context context) throws Exception {
    Rsvp before = attendees.get(rsvp.attendee);
    if (!rsvp.after(before)) {
      return;
    }
    attendees.put(rsvp.attendee, rsvp);
    int[] counts = counters.value();
    if (counts == null) {
      counts = new int[COUNTERS];
    }
    add(counts, before, -1);
    add(counts, rsvp, 1);
    if (counts[TELLING] == 0) {
      counts[TELLING] = 1;
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(now + COALESCE_MILLIS);
    }
    counters.update(counts);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
      throws Exception {
    int[] counts = counters.value();
    counts[TELLING] = 0;
    counters.update(counts);
    out.collect(
        context.getCurrentKey()
            + " "
            + IntStream.of(counts[YES], counts[GUESTS], counts[1], counts[2], counts[3])
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")));
  }

  private static void add(int[] counts, Rsvp rsvp, int sign) {
    if (rsvp != null) {
      counts[rsvp.response] += sign;
      counts[GUESTS] += rsvp.response == YES ? sign * rsvp.guests : 0;
    }
  }
}
