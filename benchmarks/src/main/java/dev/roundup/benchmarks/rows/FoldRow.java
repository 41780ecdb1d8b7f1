package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.load.Loader;
import dev.roundup.benchmarks.load.Workload;
import dev.roundup.benchmarks.pipeline.Passes;
import dev.roundup.benchmarks.pipeline.Throughput;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole path, exactly-once, with the stores in memory, beside a bare consumer. */
public final class FoldRow implements Row {
  @Override
  public String name() {
    return "fold";
  }

  @Override
  public String title() {
    return "Log to roundups, exactly-once, stores in memory";
  }

  @Override
  public List<Figure> measure(Effort effort) {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(measure(effort, 100, 0.15));
    figures.addAll(measure(effort, 10_000, 0.25));
    return figures;
  }

  private static List<Figure> measure(Effort effort, int rsvps, double target) {
    Workload workload = Workload.of(effort.size(600_000, 4_000_000), rsvps);
    String size = "%,d RSVPs a meetup".formatted(rsvps);
    try (Cluster cluster = Cluster.start()) {
      effort.say("loading %,d facts, %s".formatted(workload.facts(), size));
      Loader.load(cluster, workload);
      Passes passes = new Passes(cluster, workload);
      List<Throughput> app =
          effort.warm("fold, " + size, () -> passes.app(Map.of("stores", "memory")));
      List<Throughput> through = effort.warm("pass-through", passes::passThrough);
      List<Throughput> streams = effort.warm("Kafka Streams that decodes", passes::decodingStreams);
      List<Throughput> bare = effort.warm("bare consumer", passes::bareConsumer);
      List<Throughput> decoding = effort.warm("consumer that decodes", passes::decodingConsumer);
      List<Throughput> plain = effort.warm("plain fold", passes::plainFold);
      double read = Throughput.median(bare).factsPerSecond();
      return List.of(
          beside(read, "fold, " + size, app, Target.atLeast(target)),
          cpu(app),
          beside(read, "stateless pass-through", through, Target.none()),
          cpu(through),
          beside(read, "Kafka Streams, each fact decoded", streams, Target.none()),
          cpu(streams),
          beside(read, "consumer, each fact decoded", decoding, Target.none()),
          beside(read, "two consumers, folded in maps", plain, Target.none()),
          cpu(plain));
    }
  }

  private static Figure beside(double read, String what, List<Throughput> passes, Target target) {
    return Figure.against(
            what,
            Throughput.median(passes).factsPerSecond(),
            "facts/s",
            "bare consumer",
            read,
            target)
        .withSpread(Effort.spread(passes));
  }

  private static Figure cpu(List<Throughput> passes) {
    double micros = Throughput.median(passes).cpuMicros();
    return Figure.alone("  its threads' CPU", micros, "µs/fact", Target.none());
  }
}
