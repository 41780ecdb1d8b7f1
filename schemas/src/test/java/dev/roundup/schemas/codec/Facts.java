package dev.roundup.schemas.codec;

import dev.roundup.schemas.fact.MeetupEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Arbitrary facts, made from the schema: every one is valid by the codec. Meetups, talks, attendees
 * and times come from small pools as often as not, so that facts meet on the same registers; the id
 * of a fact hardly ever comes twice. Texts hold what YAML, Markdown, HTML and Liquid stumble over.
 */
public final class Facts {
  private static final List<String> SCRAPS =
      List.of(
          "a", "Z", "7", " ", "é", "漢", "😀", "א", "'", "\"", "\\", "<b>", "&amp;", "{{ x }}",
          "{% y %}", "*", "_", "[", "](", "#", "- ", ": ", "|", "\t");

  private Facts() {}

  /** Any fact. */
  public static Arbitrary<MeetupEvent> any() {
    return Arbitraries.oneOf(Schemas.facts().stream().map(Facts::event).toList());
  }

  /** Facts of one type, by its name. */
  public static Arbitrary<MeetupEvent> of(String type) {
    return event(
        Schemas.facts().stream().filter(s -> s.getName().equals(type)).findFirst().orElseThrow());
  }

  private static Arbitrary<MeetupEvent> event(Schema fact) {
    Schema envelope = MeetupEvent.getClassSchema();
    return Combinators.combine(
            numbers(0, Integer.MAX_VALUE).map(n -> "fact-" + n),
            value(envelope.getField("meetupId")),
            value(envelope.getField("occurredAt")),
            value(envelope.getField("source")),
            record(fact))
        .as(
            (id, meetup, time, source, data) ->
                new MeetupEvent(id, (String) meetup, (Instant) time, (String) source, data));
  }

  private static Arbitrary<SpecificRecord> record(Schema schema) {
    List<Arbitrary<Object>> values = schema.getFields().stream().map(Facts::value).toList();
    return Combinators.combine(values).as(parts -> assembled(schema, parts));
  }

  private static SpecificRecord assembled(Schema schema, List<Object> parts) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Field field : schema.getFields()) {
      record.put(field.pos(), parts.get(field.pos()));
    }
    for (Field field : schema.getFields()) {
      Instant late = field.getProp("notBefore") == null ? null : (Instant) record.get(field.pos());
      if (late != null) {
        Instant early = (Instant) record.get(schema.getField(field.getProp("notBefore")).pos());
        record.put(field.pos(), late.isBefore(early) ? early : late);
      }
    }
    return record;
  }

  private static Arbitrary<Object> value(Field field) {
    Arbitrary<Object> present = value(Schemas.present(field.schema()), field);
    return field.schema().isNullable() ? present.injectNull(0.4) : present;
  }

  private static Arbitrary<Object> value(Schema schema, Field field) {
    return switch (schema.getType()) {
      case RECORD -> record(schema).asGeneric();
      case ARRAY ->
          value(schema.getElementType(), field)
              .list()
              .ofMaxSize(3)
              .map(list -> (Object) new ArrayList<>(list));
      case ENUM -> Arbitraries.of(enumConstants(schema)).asGeneric();
      case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
      case INT ->
          Arbitraries.oneOf(
                  numbers(Math.max(0, Schemas.minimum(field)), 9),
                  numbers(Schemas.minimum(field), Integer.MAX_VALUE))
              .asGeneric();
      case LONG -> times().asGeneric();
      default -> text(Schemas.format(field)).asGeneric();
    };
  }

  private static Arbitrary<String> text(TextFormat format) {
    return switch (format) {
      case ID ->
          oftenOf(
              List.of("a", "b", "c"),
              scraps("").map(String::strip).filter(s -> format.faultOf(s) == null));
      case MEETUP_ID ->
          oftenOf(
              List.of("harbour-jvm-2026-09", "harbour-jvm-2026-10"),
              Arbitraries.strings()
                  .withCharRange('a', 'z')
                  .numeric()
                  .ofMinLength(1)
                  .ofMaxLength(80));
      case NAME -> scraps("").map(s -> s.isBlank() ? "Ola" : s);
      case TEXT -> scraps("");
      case MARKDOWN -> scraps("\n");
      case URL ->
          Arbitraries.of(
              "https://example.org/",
              "http://example.org:8080/a?b=c#d",
              "/images/é(1).jpg",
              "https://例え.jp");
      case ZONE -> Arbitraries.of("Europe/Oslo", "UTC", "America/St_Johns", "Asia/Kathmandu");
    };
  }

  private static Arbitrary<String> oftenOf(List<String> pool, Arbitrary<String> others) {
    return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(pool)), Tuple.of(1, others));
  }

  private static Arbitrary<String> scraps(String more) {
    List<String> all = new ArrayList<>(SCRAPS);
    if (!more.isEmpty()) {
      all.add(more);
    }
    return Arbitraries.of(all).list().ofMaxSize(12).map(parts -> String.join("", parts));
  }

  private static Arbitrary<Instant> times() {
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    return Arbitraries.oneOf(
        Arbitraries.of(0L, 1L, 86_400_000_000L).map(m -> first.plus(m, ChronoUnit.MICROS)),
        Arbitraries.longs()
            .between(0, 270L * 86_400_000_000L)
            .map(m -> first.plus(m, ChronoUnit.MICROS)));
  }

  private static Arbitrary<Integer> numbers(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }

  private static Object[] enumConstants(Schema schema) {
    return SpecificData.get().getClass(schema).getEnumConstants();
  }
}
