package dev.roundup.benchmarks.baseline;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.topic.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/**
 * Every fact read and decoded, and nothing done with it: a fold that gets its facts from Kafka
 * Streams one by one is not quicker.
 */
public final class Decoding {
  private Decoding() {}

  /** The topology. */
  public static Topology topology(Serde<MeetupEvent> facts) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(Topics.EVENTS.name(), Consumed.with(Serdes.String(), facts))
        .foreach((meetup, fact) -> {});
    return builder.build();
  }
}
