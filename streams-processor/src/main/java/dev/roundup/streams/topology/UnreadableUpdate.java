package dev.roundup.streams.topology;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What meetups and series tell each other and cannot be read stops the processor: as a dead letter
 * it would come back late, over what was told since.
 */
public final class UnreadableUpdate implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableUpdate.class);

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof SerializationException) {
      LOG.error(
          "What meetups and series tell each other cannot be used, and the processor does not go on"
              + " without it. If the registry has lost its schemas, bring them back; else stop every"
              + " instance and run `streams reset --yes`, or start `up --rebuild`: all of it is built"
              + " anew from the log."
              + " record={}-{}-{} reason={}",
          context.topic(),
          context.partition(),
          context.offset(),
          exception.getMessage());
    }
    return Response.fail();
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // has no settings
  }
}
