package dev.roundup.benchmarks.parts;

import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The registry serde beside a bare, reused Avro writer and reader. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SerdeParts {
  private final MeetupEvent fact = SampleFact.rsvp();
  private final SpecificDatumWriter<MeetupEvent> writer =
      new SpecificDatumWriter<>(MeetupEvent.class);
  private final SpecificDatumReader<MeetupEvent> reader =
      new SpecificDatumReader<>(MeetupEvent.class);
  private final ByteArrayOutputStream output = new ByteArrayOutputStream(256);
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;
  private Serde<MeetupEvent> serde;
  private byte[] framed;
  private byte[] bare;

  /** With a registry in memory; its schema is known after the first record. */
  @Setup
  public void open() throws IOException {
    Settings settings = Settings.of(Map.of("kafka.schema.registry.url", "mock://bench"));
    serde = AvroSerdes.values(settings, MeetupEvent.class);
    framed = encode();
    bare = encodeBare();
  }

  /** Ours: the registry's framing, a schema id that is looked up in a cache. */
  @Benchmark
  public byte[] encode() {
    return serde.serializer().serialize(Topics.EVENTS.name(), fact);
  }

  /** The baseline. */
  @Benchmark
  public byte[] encodeBare() throws IOException {
    output.reset();
    encoder = EncoderFactory.get().binaryEncoder(output, encoder);
    writer.write(fact, encoder);
    encoder.flush();
    return output.toByteArray();
  }

  /** Ours. */
  @Benchmark
  public MeetupEvent decode() {
    return serde.deserializer().deserialize(Topics.EVENTS.name(), framed);
  }

  /** The baseline. */
  @Benchmark
  public MeetupEvent decodeBare() throws IOException {
    decoder = DecoderFactory.get().binaryDecoder(bare, decoder);
    return reader.read(null, decoder);
  }
}
