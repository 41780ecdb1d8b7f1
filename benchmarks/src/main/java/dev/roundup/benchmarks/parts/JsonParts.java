package dev.roundup.benchmarks.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.codec.Decoded;
import dev.roundup.schemas.codec.FactCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A fact's JSON read, checked and made Avro, beside Jackson's tree of the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonParts {
  private final FactCodec codec = new FactCodec(Clock.systemUTC());
  private final ObjectMapper mapper = new ObjectMapper();
  private final byte[] json = codec.encode(SampleFact.rsvp()).getBytes(StandardCharsets.UTF_8);

  /** Ours. */
  @Benchmark
  public Decoded decode() {
    return codec.decode(json);
  }

  /** The baseline. */
  @Benchmark
  public JsonNode readTree() throws IOException {
    return mapper.readTree(json);
  }
}
