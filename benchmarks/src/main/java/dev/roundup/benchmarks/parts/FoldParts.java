package dev.roundup.benchmarks.parts;

import dev.roundup.benchmarks.load.Workload;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.streams.model.RoundupFold;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The fold alone: facts in memory to roundups in memory, per fact. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FoldParts {
  private static final int MEETUPS = 100;
  private static final int RSVPS = 100;

  private final List<MeetupEvent> facts = facts();

  /** All of them. */
  @Benchmark
  @OperationsPerInvocation(MEETUPS * RSVPS)
  public SortedMap<String, Roundup> fold() {
    return RoundupFold.of(facts);
  }

  private static List<MeetupEvent> facts() {
    List<MeetupEvent> facts = new ArrayList<>();
    new Workload(MEETUPS, RSVPS).forEach(facts::add);
    return facts;
  }
}
