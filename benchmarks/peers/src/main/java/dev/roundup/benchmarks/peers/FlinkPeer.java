package dev.roundup.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Apache Flink in this process with its own Kafka connector, exactly-once from source to sink.
 *
 * <p>Arguments: bootstrap servers, log, output topic, consumer group, state backend ({@code
 * hashmap} or {@code rocksdb}), directory for checkpoints, number of answers on the log. Says
 * {@code ready}, {@code half} and {@code all}; ends when its input is closed.
 */
final class FlinkPeer {
  /** Ten of our commits: Flink likes its checkpoints rarer than Kafka Streams its commits. */
  private static final long CHECKPOINT_MILLIS = 1_000;

  private FlinkPeer() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    String servers = arguments[0];
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(
            2, configuration(arguments[4], Path.of(arguments[5])));
    flink.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    flink.getConfig().enableObjectReuse();
    flink.enableCheckpointing(CHECKPOINT_MILLIS, CheckpointingMode.EXACTLY_ONCE);
    KafkaSource<Rsvp> log =
        KafkaSource.<Rsvp>builder()
            .setBootstrapServers(servers)
            .setTopics(arguments[1])
            .setGroupId(arguments[3])
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("max.poll.records", "10000")
            .setProperty("max.partition.fetch.bytes", Integer.toString(8 << 20))
            .setDeserializer(new RsvpDeserializer())
            .build();
    KafkaSink<String> results =
        KafkaSink.<String>builder()
            .setBootstrapServers(servers)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(arguments[3])
            .setProperty("transaction.timeout.ms", "60000")
            .setProperty("batch.size", "131072")
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<String>builder()
                    .setTopic(arguments[2])
                    .setKeySerializationSchema(new Word(0))
                    .setValueSerializationSchema(new Word(1))
                    .build())
            .build();
    flink
        .fromSource(log, WatermarkStrategy.noWatermarks(), "log")
        .keyBy(rsvp -> rsvp.meetup)
        .process(new CountAnswers(Integer.parseInt(arguments[6])))
        .sinkTo(results);
    flink.executeAsync("roundup-peer");
    System.out.println("ready");
    System.in.readAllBytes();
    // the job never ends, and Flink's threads would keep the process alive
    System.exit(0);
  }

  /** One of a line's two words. */
  private record Word(int number) implements SerializationSchema<String> {
    @Override
    public byte[] serialize(String line) {
      return line.split(" ", 2)[number].getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Configuration configuration(String backend, Path checkpoints) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse("512m"));
    return configuration;
  }
}
