package dev.roundup.streams.topology;

import dev.roundup.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what goes to the dead letters: records that are at fault themselves. Kafka's own handlers
 * would send every record there that met an exception, also while the registry is away; those must
 * stay on the log and be read again. Nor does anything but a fact go there: what meetups and series
 * tell each other would come back late, over what was told since. How a dead letter is made is left
 * to Kafka's handlers.
 */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private DeadLetters() {}

  private static void tell(ErrorHandlerContext context, Exception exception) {
    LOG.warn(
        "A record cannot be used and goes to the dead letters. record={}-{}-{} reason={}",
        context.topic(),
        context.partition(),
        context.offset(),
        exception.getMessage());
  }

  private static boolean ofTheLog(ErrorHandlerContext context, Exception exception) {
    boolean ofTheLog = context.topic().equals(Topics.EVENTS.name());
    if (!ofTheLog) {
      LOG.error(
          "What meetups and series tell each other cannot be used, and the processor does not go on"
              + " without it. If the registry has lost its schemas, bring them back; else stop every"
              + " instance and run `streams reset`, which builds all of it anew from the log."
              + " record={}-{}-{} reason={}",
          context.topic(),
          context.partition(),
          context.offset(),
          exception.getMessage());
    }
    return ofTheLog;
  }

  /** For records that cannot be read. */
  public static final class Unreadable implements DeserializationExceptionHandler {
    private final LogAndContinueExceptionHandler dead = new LogAndContinueExceptionHandler();

    @Override
    public void configure(Map<String, ?> configs) {
      dead.configure(configs);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
        ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
      if (!(exception instanceof SerializationException) || !ofTheLog(context, exception)) {
        return DeserializationExceptionHandler.Response.fail();
      }
      tell(context, exception);
      return dead.handleError(Timed.of(context), record, exception);
    }
  }

  /** For records that were read and are no facts. */
  public static final class Unusable implements ProcessingExceptionHandler {
    private final LogAndContinueProcessingExceptionHandler dead =
        new LogAndContinueProcessingExceptionHandler();

    @Override
    public void configure(Map<String, ?> configs) {
      dead.configure(configs);
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
        ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
      if (!(exception instanceof UnusableFact) || !ofTheLog(context, exception)) {
        return ProcessingExceptionHandler.Response.fail();
      }
      tell(context, exception);
      return dead.handleError(Timed.of(context), record, exception);
    }
  }

  /**
   * Where a record was, with a time that may be written: a record may come without one, which Kafka
   * shows as -1 and then refuses in the dead letter.
   */
  private record Timed(ErrorHandlerContext context, long timestamp) implements ErrorHandlerContext {
    static ErrorHandlerContext of(ErrorHandlerContext context) {
      return new Timed(context, Math.max(0, context.timestamp()));
    }

    @Override
    public String topic() {
      return context.topic();
    }

    @Override
    public int partition() {
      return context.partition();
    }

    @Override
    public long offset() {
      return context.offset();
    }

    @Override
    public Headers headers() {
      return context.headers();
    }

    @Override
    public String processorNodeId() {
      return context.processorNodeId();
    }

    @Override
    public TaskId taskId() {
      return context.taskId();
    }

    @Override
    public byte[] sourceRawKey() {
      return context.sourceRawKey();
    }

    @Override
    public byte[] sourceRawValue() {
      return context.sourceRawValue();
    }
  }
}
