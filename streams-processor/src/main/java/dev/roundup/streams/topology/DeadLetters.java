package dev.roundup.streams.topology;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what goes to the dead letters: records that are at fault themselves. Kafka's own handlers
 * would send every record there that met an exception, also while the registry is away; those must
 * stay on the log and be read again. How a dead letter is made is left to Kafka's handlers.
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
      if (!(exception instanceof SerializationException)) {
        return DeserializationExceptionHandler.Response.fail();
      }
      tell(context, exception);
      return dead.handleError(context, record, exception);
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
      if (!(exception instanceof UnusableFact)) {
        return ProcessingExceptionHandler.Response.fail();
      }
      tell(context, exception);
      return dead.handleError(context, record, exception);
    }
  }
}
