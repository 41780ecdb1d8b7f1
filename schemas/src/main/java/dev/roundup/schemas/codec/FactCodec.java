package dev.roundup.schemas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.roundup.schemas.fact.MeetupEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;

/**
 * A fact as people and tools write it (a CloudEvent, JSON) and as the log holds it (Avro), both
 * ways. Driven by the schema alone: a new fact or field needs no code here. Strict, so that no typo
 * is lost. Safe for use by several threads.
 */
public final class FactCodec {
  /** The most bytes that one fact's JSON may have. */
  public static final int MAX_BYTES = 256 * 1024;

  private final JsonFactory factory = new JsonFactory();
  private final CloudEventReader reader;
  private final CloudEventWriter writer = new CloudEventWriter(factory);

  /**
   * Compiles the readers.
   *
   * @param clock tells which times have not come yet
   */
  public FactCodec(Clock clock) {
    this.reader = new CloudEventReader(clock, factory);
  }

  /** Reads one fact, UTF-8; finds everything that is wrong with it. */
  public Decoded decode(byte[] json) {
    if (json.length > MAX_BYTES) {
      return refused("has " + json.length + " bytes; a fact has at most " + MAX_BYTES);
    }
    if (!looksLikeUtf8(json)) {
      return refused("is not UTF-8");
    }
    try (JsonParser parser = factory.createParser(json)) {
      Reading in = new Reading(parser);
      try {
        return read(in, json);
      } catch (JsonProcessingException e) {
        in.faultOfAll(malformed(e));
        return in.refused();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory always read", e);
    }
  }

  /** Writes a fact as one line of JSON. What {@link #decode} reads from it is the same fact. */
  public String encode(MeetupEvent event) {
    return writer.write(event);
  }

  private Decoded read(Reading in, byte[] json) throws IOException {
    JsonToken first = in.json().nextToken();
    if (first != JsonToken.START_OBJECT) {
      return refused(
          first == null ? "is empty; a JSON object is wanted" : "is not a JSON object, {…}");
    }
    MeetupEvent event = reader.read(in, json);
    if (in.json().nextToken() != null) {
      in.faultOfAll("goes on after the end of its JSON object; one object is wanted");
    }
    return in.faultless() ? new Decoded.Accepted(event) : in.refused();
  }

  /** Jackson would guess UTF-16 and UTF-32; in those, JSON begins with a mark or has a NUL. */
  private static boolean looksLikeUtf8(byte[] json) {
    for (int i = 0; i < Math.min(4, json.length); i++) {
      if (json[i] == 0 || json[i] == (byte) 0xff || json[i] == (byte) 0xfe) {
        return false;
      }
    }
    return true;
  }

  private static String malformed(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String line = at == null || at.getLineNr() <= 1 ? "" : "line " + at.getLineNr() + ", ";
    String where = at == null ? "" : " at " + line + "column " + at.getColumnNr();
    return "is not JSON" + where + ": " + Quoted.sentence(e.getOriginalMessage());
  }

  private static Decoded refused(String reason) {
    return new Decoded.Refused(List.of(new Fault("", reason)));
  }
}
