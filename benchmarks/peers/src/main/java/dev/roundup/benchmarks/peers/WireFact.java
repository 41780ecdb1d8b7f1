package dev.roundup.benchmarks.peers;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads facts off the log the quickest way there is: reused reader, no registry. */
final class WireFact {
  /** A zero and the schema's number. */
  private static final int FRAMING = 5;

  private final SpecificDatumReader<MeetupEvent> reader =
      new SpecificDatumReader<>(MeetupEvent.class);
  private BinaryDecoder decoder;

  /** The place of an answer in the schema's list. */
  @SuppressWarnings("EnumOrdinal") // the class is generated in the schema's order
  static int number(Response response) {
    return response.ordinal();
  }

  MeetupEvent read(byte[] bytes) {
    decoder = DecoderFactory.get().binaryDecoder(bytes, FRAMING, bytes.length - FRAMING, decoder);
    try {
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
