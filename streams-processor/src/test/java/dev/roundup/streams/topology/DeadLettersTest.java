package dev.roundup.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final byte[] GARBAGE = "not a fact".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, ?> CONFIG =
      Map.of(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());

  @Test
  void a_record_without_a_time_that_cannot_be_read_is_dead_lettered_as_it_is() {
    DeserializationExceptionHandler.Response response =
        unreadable(Topics.EVENTS.name(), new SerializationException("garbage"));
    assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
    assertThat(response.deadLetterQueueRecords())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS.name());
              assertThat(letter.value()).isEqualTo(GARBAGE);
              assertThat(letter.timestamp()).isZero();
            });
  }

  @Test
  void what_meetups_and_series_tell_each_other_is_never_dead_lettered() {
    SeriesTopics.ALL.forEach(
        topic -> {
          DeserializationExceptionHandler.Response unreadable =
              unreadable(topic.name(), new SerializationException("garbage"));
          assertThat(unreadable.result()).isEqualTo(DeserializationExceptionHandler.Result.FAIL);
          assertThat(unreadable.deadLetterQueueRecords()).isEmpty();
          ProcessingExceptionHandler.Response unusable = unusable(topic.name());
          assertThat(unusable.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
          assertThat(unusable.deadLetterQueueRecords()).isEmpty();
        });
    assertThat(unusable(Topics.EVENTS.name()).result())
        .isEqualTo(ProcessingExceptionHandler.Result.RESUME);
  }

  @Test
  void while_the_registry_is_away_nothing_is_dead_lettered() {
    assertThat(unreadable(Topics.EVENTS.name(), new DisconnectException("away")).result())
        .isEqualTo(DeserializationExceptionHandler.Result.FAIL);
  }

  private static DeserializationExceptionHandler.Response unreadable(
      String topic, Exception exception) {
    DeadLetters.Unreadable handler = new DeadLetters.Unreadable();
    handler.configure(CONFIG);
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 7, null, GARBAGE);
    return handler.handleError(context(record), record, exception);
  }

  private static ProcessingExceptionHandler.Response unusable(String topic) {
    DeadLetters.Unusable handler = new DeadLetters.Unusable();
    handler.configure(CONFIG);
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 7, null, GARBAGE);
    return handler.handleError(
        context(record), new Record<>("key", null, 0), new UnusableFact("The record is empty"));
  }

  private static DefaultErrorHandlerContext context(ConsumerRecord<byte[], byte[]> record) {
    return new DefaultErrorHandlerContext(
        null,
        record.topic(),
        record.partition(),
        record.offset(),
        record.headers(),
        "source",
        new TaskId(0, 0),
        record.timestamp(),
        record.key(),
        record.value());
  }
}
