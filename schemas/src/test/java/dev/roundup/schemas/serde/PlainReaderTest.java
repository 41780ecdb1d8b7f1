package dev.roundup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.series.CalendarEntry;
import dev.roundup.schemas.series.SeriesUpdate;
import dev.roundup.schemas.view.Roundup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainReaderTest {
  static Stream<Schema> schemas() {
    return Stream.of(
        MeetupEvent.getClassSchema(),
        Roundup.getClassSchema(),
        SeriesUpdate.getClassSchema(),
        CalendarEntry.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void any_record_is_read_as_avro_reads_it(Schema schema) throws IOException {
    ValueReader reader = PlainReader.of(asRegistered(schema), schema).orElseThrow();
    for (Object random : new RandomData(schema, 300, 42L)) {
      byte[] bytes = written(schema, random);

      RecordDecoder decoder = decoder(bytes);
      Object read = reader.read(decoder);

      assertThat(decoder.remaining()).isZero();
      assertThat(read)
          .isEqualTo(
              new SpecificDatumReader<>(schema)
                  .read(null, DecoderFactory.get().binaryDecoder(bytes, null)));
    }
  }

  @Test
  void bytes_that_are_no_such_record_are_refused() {
    ValueReader reader =
        PlainReader.of(MeetupEvent.getClassSchema(), MeetupEvent.getClassSchema()).orElseThrow();
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      assertThatThrownBy(() -> reader.read(decoder(bytes)))
          .isInstanceOfAny(IOException.class, RuntimeException.class);
    }
  }

  @Test
  void what_another_schema_wrote_is_left_to_avro() {
    Schema older =
        new Schema.Parser()
            .parse(
                MeetupEvent.getClassSchema()
                    .toString()
                    .replace("\"IN_PERSON\",\"ONLINE\",\"HYBRID\"", "\"IN_PERSON\",\"ONLINE\""));
    assertThat(PlainReader.of(older, MeetupEvent.getClassSchema())).isEmpty();
  }

  /** As a registry has it: without what Java adds, and parsed anew. */
  private static Schema asRegistered(Schema schema) {
    return new Schema.Parser()
        .parse(
            schema
                .toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\""));
  }

  private static byte[] written(Schema schema, Object datum) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static RecordDecoder decoder(byte[] bytes) {
    RecordDecoder decoder = new RecordDecoder();
    decoder.begin(bytes, 0, bytes.length);
    return decoder;
  }
}
