package dev.roundup.benchmarks.peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * PostgreSQL as the state: a consumer that upserts batches, attendees and counters in one
 * transaction. The group's offsets are committed behind it; since registers make a batch that comes
 * twice harmless, that is as good as exactly-once.
 *
 * <p>Arguments: bootstrap servers, log, consumer group, JDBC URL. Ends when the parent process ends
 * it.
 */
final class PostgresPeer {
  private static final int BATCH = 10_000;

  private PostgresPeer() {}

  /** Folds for ever. */
  public static void main(String[] arguments) throws SQLException {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            arguments[0],
            "group.id",
            arguments[2],
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "max.poll.records",
            BATCH,
            "max.partition.fetch.bytes",
            8 << 20);
    try (Connection database = DriverManager.getConnection(arguments[3]);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      try (Statement statement = database.createStatement()) {
        statement.execute(AnswerBatch.TABLES);
      }
      database.setAutoCommit(false);
      consumer.subscribe(java.util.List.of(arguments[1]));
      System.out.println("ready");
      fold(database, consumer);
    }
  }

  private static void fold(Connection database, KafkaConsumer<byte[], byte[]> consumer)
      throws SQLException {
    WireFact facts = new WireFact();
    try (AnswerBatch batch = new AnswerBatch(database)) {
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
        for (ConsumerRecord<byte[], byte[]> record : records) {
          batch.add(facts.read(record.value()));
        }
        if (!records.isEmpty()) {
          batch.write();
          database.commit();
          consumer.commitAsync();
        }
      }
    }
  }
}
