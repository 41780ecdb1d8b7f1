package dev.roundup.producer.publish;

import dev.roundup.schemas.codec.Decoded;
import dev.roundup.schemas.codec.FactCodec;
import dev.roundup.schemas.codec.Fault;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Puts facts onto the log: CloudEvents, one a line. What is no fact is refused and told, the rest
 * is published. Publishing the same facts again is harmless, so after a failure the whole input is
 * simply sent again. Takes the same memory however long the input is. One publication at a time.
 */
public final class Publisher implements AutoCloseable {
  private final FactCodec codec;
  private final FactLog log;

  Publisher(FactCodec codec, FactLog log) {
    this.codec = codec;
    this.log = log;
  }

  /**
   * Publishes to Kafka; the topic is created if it is missing.
   *
   * @throws Failure if Kafka cannot be reached or the configuration is wrong
   */
  public static Publisher to(Settings settings, Clock clock) {
    return new Publisher(new FactCodec(clock), KafkaLog.open(settings));
  }

  /** Only checks what it is given, without Kafka. */
  public static Publisher dryRun(Clock clock) {
    return into(fact -> {}, clock);
  }

  /** Hands the facts over as Kafka would get them, without Kafka. */
  public static Publisher into(Consumer<MeetupEvent> facts, Clock clock) {
    return new Publisher(new FactCodec(clock), FactLog.into(facts));
  }

  /**
   * Reads the input to its end, and waits until every fact is on all in-sync replicas.
   *
   * @return also if Kafka or the registry gave up; see {@link Report#stopped}
   * @throws IOException if the input cannot be read; what was read is published
   */
  public Report publish(InputStream ndjson, PublishListener listener) throws IOException {
    Run run = new Run(listener);
    Lines lines = new Lines(ndjson, FactCodec.MAX_BYTES);
    try {
      while (run.undelivered.isEmpty() && lines.next()) {
        run.line(lines);
        listener.progress(lines.bytesRead(), run.accepted);
      }
    } catch (Failure e) {
      run.stopped = Optional.of(e);
    } finally {
      log.flush();
    }
    return run.report();
  }

  /** Waits for what is still on its way. */
  @Override
  public void close() {
    log.close();
  }

  /** A fact that Kafka did not take. */
  private record Undelivered(long line, String reason) {}

  /** One publication. */
  private final class Run {
    private final long started = System.nanoTime();
    private final PublishListener listener;
    private final AtomicLong published = new AtomicLong();
    private final Queue<Undelivered> undelivered = new ConcurrentLinkedQueue<>();
    private long accepted;
    private long refused;
    private long namesLeftOut;
    private Optional<Failure> stopped = Optional.empty();

    Run(PublishListener listener) {
      this.listener = listener;
    }

    void line(Lines lines) {
      Decoded decoded = lines.length() > FactCodec.MAX_BYTES ? tooLong(lines) : decode(lines);
      if (decoded instanceof Decoded.Accepted fact) {
        send(lines.number(), fact.event());
      } else if (decoded instanceof Decoded.Refused no) {
        refused++;
        listener.refused(lines.number(), no.faults());
      }
    }

    private Decoded decode(Lines lines) {
      return codec.decode(lines.bytes());
    }

    private Decoded tooLong(Lines lines) {
      String reason = "has %d bytes; a fact has at most %d";
      return new Decoded.Refused(
          List.of(new Fault("", reason.formatted(lines.length(), FactCodec.MAX_BYTES))));
    }

    private void send(long line, MeetupEvent fact) {
      namesLeftOut += PersonalNames.leaveOut(fact);
      log.send(
          fact,
          failure -> {
            if (failure == null) {
              published.incrementAndGet();
            } else {
              undelivered.add(new Undelivered(line, reason(failure)));
            }
          });
      accepted++;
    }

    private String reason(Exception failure) {
      return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    Report report() {
      undelivered.forEach(fact -> listener.undelivered(fact.line, fact.reason));
      Undelivered first = undelivered.peek();
      if (first != null) {
        stopped =
            Optional.of(
                new Failure(
                    ExitCode.KAFKA,
                    "Facts that Kafka did not take: %d, one of them on line %d: %s"
                        .formatted(undelivered.size(), first.line, first.reason)));
      }
      return new Report(
          published.get(),
          refused,
          undelivered.size(),
          namesLeftOut,
          Duration.ofNanos(System.nanoTime() - started),
          stopped);
    }
  }
}
