package dev.roundup.streams;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.registry.RegistryRefusal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an exception that stopped a stream thread. While Kafka or the registry is away,
 * another thread takes its place and tries again; anything else ends the app with an exit code.
 * Either way the transaction was aborted, so nothing is lost and nothing is counted twice.
 */
final class FaultPolicy implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FaultPolicy.class);
  private static final long PAUSE_MILLIS = 500;

  private final CountDownLatch closing;
  private final Consumer<Thread> leave;
  private final AtomicReference<ExitCode> exitCode = new AtomicReference<>(ExitCode.OK);

  /**
   * @param closing counted down when the app is closed, so that nobody waits in vain
   * @param leave takes a thread that has failed out of its group
   */
  FaultPolicy(CountDownLatch closing, Consumer<Thread> leave) {
    this.closing = closing;
    this.leave = leave;
  }

  ExitCode exitCode() {
    return exitCode.get();
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable exception) {
    Optional<Throwable> away = cause(exception, RetriableException.class::isInstance);
    if (away.isPresent()) {
      LOG.warn(
          "Kafka or the registry is away; the processor goes on from its last commit. reason={}",
          away.get().toString());
      if (pause()) {
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
      leave.accept(Thread.currentThread());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    exitCode.set(exitCodeOf(exception));
    LOG.error("The processor stops. exitCode={}", exitCode.get().code(), exception);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static ExitCode exitCodeOf(Throwable exception) {
    Optional<Throwable> failure = cause(exception, Failure.class::isInstance);
    if (failure.isPresent()) {
      return ((Failure) failure.get()).exitCode();
    }
    if (cause(exception, RegistryRefusal.class::isInstance).isPresent()) {
      return ExitCode.REGISTRY;
    }
    return cause(exception, FaultPolicy::ofKafka).isPresent() ? ExitCode.KAFKA : ExitCode.FAULT;
  }

  /** Kafka Streams wraps the program's own faults in exceptions that are Kafka's by type. */
  private static boolean ofKafka(Throwable exception) {
    return exception instanceof MissingSourceTopicException
        || (exception instanceof KafkaException && !(exception instanceof StreamsException));
  }

  private static Optional<Throwable> cause(Throwable exception, Predicate<Throwable> wanted) {
    return Stream.iterate(exception, e -> e != null, Throwable::getCause)
        .filter(wanted)
        .findFirst();
  }

  /** Gives who is away some time; returns at once, with true, if the app is being closed. */
  private boolean pause() {
    try {
      return closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Kafka Streams' own handler tells of every exception as an error before the policy sees it, also
   * while the registry is away.
   */
  public static final class Unheard implements ProcessingExceptionHandler {
    @Override
    public Response handleError(
        ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
      return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
      // has no settings
    }
  }
}
