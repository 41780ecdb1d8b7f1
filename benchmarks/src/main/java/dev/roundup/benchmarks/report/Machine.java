package dev.roundup.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.utils.AppInfoParser;

/** What the figures are of. */
public record Machine(
    Instant at, int cores, long heapMebibytes, String java, String kafka, String loadAverage) {
  /** This process, now. */
  public static Machine here(Clock clock) {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        AppInfoParser.getVersion(),
        load());
  }

  /** Of the last minute: what else the machine does. */
  public static String load() {
    return Figure.number(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** All of it. */
  public String sentence() {
    return "%s, %d cores (broker beside), heap %,d MiB, %s, Kafka %s, load average %s"
        .formatted(at, cores, heapMebibytes, java, kafka, loadAverage);
  }
}
