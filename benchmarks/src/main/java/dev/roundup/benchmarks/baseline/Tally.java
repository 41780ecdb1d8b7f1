package dev.roundup.benchmarks.baseline;

import dev.roundup.benchmarks.load.Counts;
import dev.roundup.schemas.fact.Response;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** The counters of one meetup, or a change of them. */
record Tally(int going, int guests, int declined, int waitlisted, int pending) {
  static final Tally ZERO = new Tally(0, 0, 0, 0, 0);

  static Tally of(Register register, int sign) {
    if (register == null) {
      return ZERO;
    }
    Response response = register.response();
    return new Tally(
        response == Response.YES ? sign : 0,
        response == Response.YES ? sign * register.guests() : 0,
        response == Response.NO ? sign : 0,
        response == Response.WAITLIST ? sign : 0,
        response == Response.PENDING ? sign : 0);
  }

  Tally plus(Tally other) {
    return new Tally(
        going + other.going,
        guests + other.guests,
        declined + other.declined,
        waitlisted + other.waitlisted,
        pending + other.pending);
  }

  /** As {@link dev.roundup.benchmarks.load.Counts#line()}. */
  static String line(byte[] bytes) {
    return serde().deserializer().deserialize(null, bytes).line();
  }

  String line() {
    return Counts.line(going, guests, declined, waitlisted, pending);
  }

  static Serde<Tally> serde() {
    Serializer<Tally> serializer =
        (topic, tally) ->
            tally == null
                ? null
                : ByteBuffer.allocate(20)
                    .putInt(tally.going)
                    .putInt(tally.guests)
                    .putInt(tally.declined)
                    .putInt(tally.waitlisted)
                    .putInt(tally.pending)
                    .array();
    Deserializer<Tally> deserializer =
        (topic, bytes) -> {
          if (bytes == null) {
            return null;
          }
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          return new Tally(
              buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt());
        };
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
