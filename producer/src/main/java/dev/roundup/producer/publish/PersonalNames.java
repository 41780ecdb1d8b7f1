package dev.roundup.producer.publish;

import dev.roundup.schemas.fact.Attendee;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.PrizeDrawn;
import dev.roundup.schemas.fact.Winner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;

/**
 * Keeps personal data off the log: every field that the schema marks {@code @personal}, wherever it
 * stands. A winner's name is public exactly if the winner agreed.
 */
public final class PersonalNames {
  /** Full names of the records that hold something personal, at whatever depth. */
  private static final Set<String> HOLDERS = holders();

  private PersonalNames() {}

  /**
   * Leaves personal names out of a fact, in place. The name of a prize winner who agreed to be
   * named becomes the prize's own, if it has none yet; without consent that one goes too.
   *
   * @return how many names were left out
   */
  public static int leaveOut(MeetupEvent event) {
    int refused = 0;
    if (event.getFact() instanceof PrizeDrawn prize && prize.getWinner() != null) {
      refused = settleWinner(prize.getWinner(), prize.getPublishName());
    }
    return refused + leaveOut((SpecificRecord) event.getFact());
  }

  private static int settleWinner(Winner winner, boolean agreed) {
    int name = Winner.getClassSchema().getField("name").pos();
    if (!agreed) {
      boolean named = winner.getName() != null;
      winner.put(name, null);
      return named ? 1 : 0;
    }
    Attendee attendee = winner.getAttendee();
    if (winner.getName() == null && attendee != null && attendee.getName() != null) {
      winner.put(name, attendee.getName());
      attendee.put(Attendee.getClassSchema().getField("name").pos(), null);
    }
    return 0;
  }

  private static int leaveOut(SpecificRecord record) {
    if (!HOLDERS.contains(record.getSchema().getFullName())) {
      return 0;
    }
    int count = 0;
    for (Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null && personal(field)) {
        record.put(field.pos(), null);
        count++;
      } else {
        count += leaveOutOf(value);
      }
    }
    return count;
  }

  private static int leaveOutOf(Object value) {
    if (value instanceof SpecificRecord part) {
      return leaveOut(part);
    }
    if (value instanceof List<?> parts) {
      return parts.stream().mapToInt(PersonalNames::leaveOutOf).sum();
    }
    return 0;
  }

  private static Set<String> holders() {
    Set<String> holders = new HashSet<>();
    MeetupEvent.getClassSchema()
        .getField("fact")
        .schema()
        .getTypes()
        .forEach(fact -> holds(fact, holders));
    return Set.copyOf(holders);
  }

  private static boolean holds(Schema schema, Set<String> holders) {
    boolean holds =
        switch (schema.getType()) {
          case RECORD ->
              schema.getFields().stream()
                      .filter(field -> holds(field.schema(), holders) || personal(field))
                      .count()
                  > 0;
          case ARRAY -> holds(schema.getElementType(), holders);
          case UNION ->
              schema.getTypes().stream().filter(branch -> holds(branch, holders)).count() > 0;
          default -> false;
        };
    if (holds && schema.getType() == Schema.Type.RECORD) {
      holders.add(schema.getFullName());
    }
    return holds;
  }

  private static boolean personal(Field field) {
    return Boolean.TRUE.equals(field.getObjectProp("personal"));
  }
}
