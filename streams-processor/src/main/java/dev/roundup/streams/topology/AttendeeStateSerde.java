package dev.roundup.streams.topology;

import dev.roundup.schemas.fact.Response;
import dev.roundup.streams.model.Answer;
import dev.roundup.streams.model.AttendeeState;
import dev.roundup.streams.model.Presence;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * An attendee's state in a few bytes, because there is one for each of a million attendees: a byte
 * of flags (1 answered, 2 presence known, 4 here, 8 first-timer, the response in the upper half),
 * then of each register that is known its time (8 bytes) and, with their length, the id of its
 * fact; of the answer the guests as well.
 */
final class AttendeeStateSerde {
  private static final int ANSWERED = 1;
  private static final int PRESENCE_KNOWN = 2;
  private static final int HERE = 4;
  private static final int FIRST_TIMER = 8;
  private static final int RESPONSE_SHIFT = 4;
  private static final byte[] NONE = {};

  private AttendeeStateSerde() {}

  static Serde<AttendeeState> serde() {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : write(state),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  static byte[] write(AttendeeState state) {
    Answer answer = state.answer();
    Presence presence = state.presence();
    byte[] answerId = answer == null ? NONE : answer.factId().getBytes(StandardCharsets.UTF_8);
    byte[] presenceId =
        presence == null ? NONE : presence.factId().getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(
            1
                + (answer == null
                    ? 0
                    : ByteUtils.sizeOfUnsignedVarint(answer.guests()) + size(answerId))
                + (presence == null ? 0 : size(presenceId)));
    buffer.put(flags(state));
    if (answer != null) {
      write(buffer, answer.at(), answerId);
      ByteUtils.writeUnsignedVarint(answer.guests(), buffer);
    }
    if (presence != null) {
      write(buffer, presence.at(), presenceId);
    }
    return buffer.array();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws SerializationException if these bytes were not written by it
   */
  static AttendeeState read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      AttendeeState state = read(buffer);
      if (buffer.hasRemaining()) {
        throw new IllegalArgumentException("bytes are left at its end");
      }
      return state;
    } catch (BufferUnderflowException e) {
      throw unreadable(bytes, "it ends too soon", e);
    } catch (IllegalArgumentException e) {
      throw unreadable(bytes, e.getMessage(), e);
    }
  }

  private static SerializationException unreadable(
      byte[] bytes, String reason, RuntimeException cause) {
    return new SerializationException(
        "An attendee's state of " + bytes.length + " bytes cannot be read: " + reason, cause);
  }

  private static AttendeeState read(ByteBuffer buffer) {
    int flags = buffer.get() & 0xff;
    Answer answer = null;
    if ((flags & ANSWERED) != 0) {
      Response response = response(flags >> RESPONSE_SHIFT);
      answer =
          new Answer(buffer.getLong(), id(buffer), response, ByteUtils.readUnsignedVarint(buffer));
    }
    Presence presence = null;
    if ((flags & PRESENCE_KNOWN) != 0) {
      presence = new Presence(buffer.getLong(), id(buffer), (flags & HERE) != 0);
    }
    return new AttendeeState(answer, presence, (flags & FIRST_TIMER) != 0);
  }

  private static byte flags(AttendeeState state) {
    int flags = 0;
    if (state.answer() != null) {
      flags |= ANSWERED | code(state.answer().response()) << RESPONSE_SHIFT;
    }
    if (state.presence() != null) {
      flags |= PRESENCE_KNOWN | (state.presence().in() ? HERE : 0);
    }
    return (byte) (flags | (state.firstTimer() ? FIRST_TIMER : 0));
  }

  private static int size(byte[] id) {
    return Long.BYTES + ByteUtils.sizeOfUnsignedVarint(id.length) + id.length;
  }

  private static void write(ByteBuffer buffer, long at, byte[] id) {
    buffer.putLong(at);
    ByteUtils.writeUnsignedVarint(id.length, buffer);
    buffer.put(id);
  }

  private static String id(ByteBuffer buffer) {
    int length = ByteUtils.readUnsignedVarint(buffer);
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException("the length of an id does not fit");
    }
    byte[] id = new byte[length];
    buffer.get(id);
    return new String(id, StandardCharsets.UTF_8);
  }

  private static int code(Response response) {
    return switch (response) {
      case YES -> 0;
      case NO -> 1;
      case WAITLIST -> 2;
      case PENDING -> 3;
    };
  }

  private static Response response(int code) {
    return switch (code) {
      case 0 -> Response.YES;
      case 1 -> Response.NO;
      case 2 -> Response.WAITLIST;
      case 3 -> Response.PENDING;
      default -> throw new IllegalArgumentException("no response has the code " + code);
    };
  }
}
