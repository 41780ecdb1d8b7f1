package dev.roundup.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roundup.schemas.fact.MeetupEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The log is kept for ever, so every shape that a fact ever had must stay readable. Each directory
 * below {@code golden} holds one version: its schema, and of every fact the Avro bytes and the JSON
 * of a sample. The rules: a field is added with a default, and then old and new programs read each
 * other; a fact is added at the end of the union, and then consumers are upgraded first. Nothing is
 * renamed, removed, or given another type.
 */
class EvolutionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String WRITE = "golden.write";
  private static final Set<String> NOT_SHAPE =
      Set.of(
          "doc",
          "format",
          "minimum",
          "notBefore",
          "personal",
          "register",
          "sample",
          "avro.java.string");

  private final Schema today = MeetupEvent.getClassSchema();
  private final FactCodec codec =
      new FactCodec(Clock.fixed(Instant.parse("2026-10-15T00:00:00Z"), ZoneOffset.UTC));

  @TestFactory
  Stream<DynamicTest> every_fact_that_was_ever_written_is_read_today() {
    return versions().stream()
        .flatMap(
            version ->
                files(version, ".avro").stream()
                    .map(
                        file ->
                            DynamicTest.dynamicTest(
                                version.getFileName() + " " + file.getFileName(),
                                () -> readToday(version, file))));
  }

  @TestFactory
  Stream<DynamicTest> old_and_new_programs_read_each_other() {
    return versions().stream()
        .map(
            version ->
                DynamicTest.dynamicTest(
                    version.getFileName().toString(),
                    () -> {
                      Schema then = schema(version);
                      assertReads(today, then);
                      assertReads(then, without(addedSince(then)));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> facts_are_added_at_the_end_and_never_removed() {
    return versions().stream()
        .map(
            version ->
                DynamicTest.dynamicTest(
                    version.getFileName().toString(),
                    () ->
                        assertThat(names(today))
                            .startsWith(names(schema(version)).toArray(String[]::new))));
  }

  @Test
  void todays_shape_is_the_newest_golden_version() throws IOException {
    List<Path> versions = versions();
    boolean same =
        !versions.isEmpty()
            && shape(schema(versions.get(versions.size() - 1))).equals(shape(today));
    if (same) {
      return;
    }
    Path next = GOLDEN.resolve("v" + (versions.size() + 1));
    if (!Boolean.getBoolean(WRITE)) {
      fail(
          "The shape of the facts has changed. If that is meant, keep it as a golden version: run"
              + " `mvn -pl schemas test -Dtest=EvolutionTest -D%s=true` and commit %s."
                  .formatted(WRITE, next));
    }
    write(next);
  }

  private void readToday(Path version, Path file) throws IOException {
    var reader = new SpecificDatumReader<MeetupEvent>(schema(version), today);
    var bytes = DecoderFactory.get().binaryDecoder(Files.readAllBytes(file), null);
    MeetupEvent fromAvro = reader.read(null, bytes);
    assertThat(bytes.isEnd()).isTrue();

    String fact = file.getFileName().toString().replace(".avro", "");
    assertThat(fromAvro.getFact().getClass().getSimpleName()).isEqualTo(fact);
    byte[] json = Files.readAllBytes(version.resolve(fact + ".json"));
    assertThat(codec.decode(json)).isEqualTo(new Decoded.Accepted(fromAvro));
  }

  private static void assertReads(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(result.getType())
        .as(() -> result.getResult().getIncompatibilities().toString())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private List<String> addedSince(Schema then) {
    List<String> added = new ArrayList<>(names(today));
    added.removeAll(names(then));
    return added;
  }

  /** Today's schema as a program writes it that states none of these facts yet. */
  private Schema without(List<String> facts) {
    List<Schema> union =
        today.getField("fact").schema().getTypes().stream()
            .filter(fact -> !facts.contains(fact.getFullName()))
            .toList();
    List<Schema.Field> fields =
        today.getFields().stream()
            .map(
                field ->
                    field.name().equals("fact")
                        ? new Schema.Field("fact", Schema.createUnion(union))
                        : new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        today.getName(), today.getDoc(), today.getNamespace(), false, fields);
  }

  private static List<String> names(Schema envelope) {
    return envelope.getField("fact").schema().getTypes().stream().map(Schema::getFullName).toList();
  }

  private void write(Path version) throws IOException {
    Files.createDirectories(version);
    Files.writeString(
        version.resolve("MeetupEvent.avsc"),
        JSON.readTree(today.toString()).toPrettyString() + "\n");
    for (FactType type : FactType.all()) {
      byte[] sample = type.sample().getBytes(StandardCharsets.UTF_8);
      MeetupEvent event = ((Decoded.Accepted) codec.decode(sample)).event();
      Files.writeString(version.resolve(type.name() + ".json"), type.sample() + "\n");
      try (var out = Files.newOutputStream(version.resolve(type.name() + ".avro"))) {
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<MeetupEvent>(today).write(event, encoder);
        encoder.flush();
      }
    }
  }

  /** Names, types, defaults and logical types: what a reader depends on. */
  private static JsonNode shape(Schema schema) throws IOException {
    JsonNode json = JSON.readTree(schema.toString());
    strip(json);
    return json;
  }

  private static void strip(JsonNode json) {
    if (json instanceof ObjectNode object) {
      object.remove(NOT_SHAPE);
    }
    json.forEach(EvolutionTest::strip);
  }

  private static Schema schema(Path version) throws IOException {
    return new Schema.Parser().parse(version.resolve("MeetupEvent.avsc").toFile());
  }

  private static List<Path> versions() {
    return files(GOLDEN, "");
  }

  private static List<Path> files(Path directory, String ending) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .sorted(Comparator.comparing(EvolutionTest::order))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Versions by their number, files by name. */
  private static String order(Path path) {
    String name = path.getFileName().toString();
    return name.matches("v\\d+") ? "%09d".formatted(Integer.parseInt(name.substring(1))) : name;
  }
}
