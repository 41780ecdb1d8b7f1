package dev.roundup.schemas.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Reads an object into a generated class. At most 64 fields. */
final class RecordReader implements FieldReader {
  /**
   * A field of the record.
   *
   * @param fallback gives the value of an absent field; null: the field is required
   * @param notBefore the position of the field whose time this one may not precede; -1: none
   */
  record Slot(
      int position, String name, FieldReader reader, Supplier<Object> fallback, int notBefore) {}

  private final Supplier<SpecificRecord> instances;
  private final List<Slot> slots;
  private final Map<String, Slot> byName;

  RecordReader(Supplier<SpecificRecord> instances, List<Slot> slots) {
    this.instances = instances;
    this.slots = slots;
    this.byName = slots.stream().collect(Collectors.toMap(Slot::name, Function.identity()));
  }

  Collection<String> names() {
    return slots.stream().map(Slot::name).toList();
  }

  @Override
  public Object read(Reading in) throws IOException {
    JsonParser json = in.json();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      in.mistyped(wanted());
      return null;
    }
    SpecificRecord record = instances.get();
    long seen = 0;
    long present = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      Slot slot = byName.get(json.currentName());
      long bit = slot == null ? 0 : 1L << slot.position;
      if (slot == null || (seen & bit) != 0) {
        in.fault(slot == null ? unknown(json.currentName()) : "stands here twice");
        json.nextToken();
        json.skipChildren();
        continue;
      }
      seen |= bit;
      if (json.nextToken() == JsonToken.VALUE_NULL && slot.fallback != null) {
        continue;
      }
      present |= bit;
      Object value = slot.reader.read(in);
      if (value != null) {
        record.put(slot.position, value);
      }
    }
    complete(record, present, in);
    return record;
  }

  @Override
  public String wanted() {
    return "an object";
  }

  private void complete(SpecificRecord record, long present, Reading in) {
    for (Slot slot : slots) {
      if ((present & 1L << slot.position) == 0) {
        if (slot.fallback == null) {
          in.faultOf(slot.name, "is missing; " + slot.reader.wanted() + " is wanted");
        } else {
          record.put(slot.position, slot.fallback.get());
        }
      } else if (slot.notBefore >= 0) {
        order(record, slot, in);
      }
    }
  }

  private void order(SpecificRecord record, Slot slot, Reading in) {
    Instant late = (Instant) record.get(slot.position);
    Instant early = (Instant) record.get(slot.notBefore);
    if (late != null && early != null && late.isBefore(early)) {
      in.faultOf(slot.name, "is before " + slots.get(slot.notBefore).name);
    }
  }

  private String unknown(String name) {
    return "is not known here" + Closest.hint(name, names());
  }
}
