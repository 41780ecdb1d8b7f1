package dev.roundup.benchmarks.baseline;

import dev.roundup.schemas.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Every record read and written on, unread: the most that Kafka Streams can do here. */
public final class PassThrough {
  private PassThrough() {}

  /** The topology. */
  public static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(Topics.EVENTS.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .to(Baseline.OUTPUT.name(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    return builder.build();
  }
}
