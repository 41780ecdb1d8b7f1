package dev.roundup.benchmarks.peers;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.RsvpRecorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Avro facts to answers; other facts are passed over. */
final class RsvpDeserializer implements KafkaRecordDeserializationSchema<Rsvp> {
  private transient WireFact facts;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    facts = new WireFact();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Rsvp> out) {
    MeetupEvent event = facts.read(record.value());
    if (event.getFact() instanceof RsvpRecorded fact) {
      Rsvp rsvp = new Rsvp();
      rsvp.meetup = event.getMeetupId();
      rsvp.attendee = fact.getAttendee().getId();
      rsvp.at = ChronoUnit.MICROS.between(Instant.EPOCH, event.getOccurredAt());
      rsvp.id = event.getId();
      rsvp.response = WireFact.number(fact.getResponse());
      rsvp.guests = fact.getGuests();
      out.collect(rsvp);
    }
  }

  @Override
  public TypeInformation<Rsvp> getProducedType() {
    return TypeInformation.of(Rsvp.class);
  }
}
