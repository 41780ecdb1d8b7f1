package dev.roundup.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.fact.MeetupEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
  private static final Schema EVERYTHING =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Everything","fields":[
                {"name":"flag","type":"boolean"},
                {"name":"number","type":"int"},
                {"name":"large","type":"long"},
                {"name":"single","type":"float"},
                {"name":"real","type":"double"},
                {"name":"text","type":"string"},
                {"name":"bytes","type":"bytes"},
                {"name":"list","type":{"type":"array","items":"string"}},
                {"name":"map","type":{"type":"map","values":"long"}},
                {"name":"either","type":["null","string"]}
              ]}
              """);

  @Property(tries = 50)
  void whatever_we_write_avro_reads_and_the_other_way_round(
      @ForAll int number,
      @ForAll long large,
      @ForAll float single,
      @ForAll double real,
      @ForAll String text,
      @ForAll byte[] bytes,
      @ForAll List<String> list,
      @ForAll Map<String, Long> map)
      throws IOException {
    GenericRecord record =
        new GenericRecordBuilder(EVERYTHING)
            .set("flag", number % 2 == 0)
            .set("number", number)
            .set("large", large)
            .set("single", single)
            .set("real", real)
            .set("text", text)
            .set("bytes", java.nio.ByteBuffer.wrap(bytes))
            .set("list", list)
            .set("map", map)
            .set("either", number % 3 == 0 ? null : text)
            .build();
    byte[] ours = written(record);
    byte[] theirs = writtenByAvro(record);

    assertThat(ours).isEqualTo(theirs);
    assertThat(read(theirs)).isEqualTo(readByAvro(theirs));
  }

  @Property(tries = 500)
  void any_bytes_are_a_record_or_a_plain_error(@ForAll byte[] bytes) {
    RecordDecoder decoder = new RecordDecoder();
    decoder.begin(bytes, 0, bytes.length);
    try {
      new SpecificDatumReader<>(MeetupEvent.class).read(null, decoder);
    } catch (IOException | RuntimeException e) {
      assertThat(e).isNotNull();
    }
    assertThat(decoder.remaining()).isBetween(0, bytes.length);
  }

  @Test
  void a_text_that_claims_two_gigabytes_is_refused_before_memory_is_taken() {
    RecordDecoder decoder = decoder(0xfe, 0xff, 0xff, 0xff, 0x0f, 'h', 'i');

    assertThatThrownBy(() -> decoder.readString(new Utf8()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2147483647");
  }

  @Test
  void a_list_that_claims_more_items_than_bytes_is_refused() {
    RecordDecoder decoder = decoder(0xfe, 0xff, 0xff, 0xff, 0x0f, 2, 'h');

    assertThatThrownBy(decoder::readArrayStart).hasMessageContaining("2147483647 items");
  }

  @Test
  void a_number_of_too_many_bytes_is_refused() {
    assertThatThrownBy(() -> decoder(0x80, 0x80, 0x80, 0x80, 0x80, 1).readInt())
        .hasMessageContaining("int");
    assertThatThrownBy(
            () -> decoder(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1).readLong())
        .hasMessageContaining("long");
  }

  private static RecordDecoder decoder(int... bytes) {
    byte[] buffer = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      buffer[i] = (byte) bytes[i];
    }
    RecordDecoder decoder = new RecordDecoder();
    decoder.begin(buffer, 0, buffer.length);
    return decoder;
  }

  private static byte[] written(GenericRecord record) throws IOException {
    RecordEncoder encoder = new RecordEncoder();
    encoder.begin();
    new GenericDatumWriter<GenericRecord>(EVERYTHING).write(record, encoder);
    return encoder.finish();
  }

  private static byte[] writtenByAvro(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(EVERYTHING).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static GenericRecord read(byte[] bytes) throws IOException {
    RecordDecoder decoder = new RecordDecoder();
    decoder.begin(bytes, 0, bytes.length);
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(EVERYTHING, EVERYTHING, GenericData.get())
            .read(null, decoder);
    assertThat(decoder.remaining()).isZero();
    return record;
  }

  private static GenericRecord readByAvro(byte[] bytes) throws IOException {
    return new GenericDatumReader<GenericRecord>(EVERYTHING)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
