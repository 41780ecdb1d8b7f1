package dev.roundup.benchmarks.peers;

import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.fact.RsvpRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Answers gathered, then written by one statement: registers and counters at once. */
final class AnswerBatch implements AutoCloseable {
  static final String TABLES =
      """
      CREATE TABLE attendees (
        meetup text NOT NULL, attendee text NOT NULL, at bigint NOT NULL, id text NOT NULL,
        response smallint NOT NULL, guests int NOT NULL,
        PRIMARY KEY (meetup, attendee)) WITH (fillfactor = 85);
      CREATE TABLE headcounts (
        meetup text PRIMARY KEY, going int NOT NULL, guests int NOT NULL, declined int NOT NULL,
        waitlisted int NOT NULL, pending int NOT NULL) WITH (fillfactor = 50)
      """;

  /** All parts see the tables as they were before the statement; so does "before". */
  private static final String FOLD =
      """
      WITH incoming AS (
        SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::smallint[], ?::int[])
          AS t(meetup, attendee, at, id, response, guests)),
      winning AS (
        SELECT n.*, b.response AS response_before, b.guests AS guests_before
        FROM incoming n LEFT JOIN attendees b USING (meetup, attendee)
        WHERE b.meetup IS NULL OR (n.at, n.id) > (b.at, b.id)),
      registers AS (
        INSERT INTO attendees SELECT meetup, attendee, at, id, response, guests FROM winning
        ON CONFLICT (meetup, attendee) DO UPDATE SET
          at = excluded.at, id = excluded.id, response = excluded.response,
          guests = excluded.guests)
      INSERT INTO headcounts AS h
      SELECT meetup,
        sum((response = 0)::int - coalesce((response_before = 0)::int, 0)),
        sum((response = 0)::int * guests - coalesce((response_before = 0)::int * guests_before, 0)),
        sum((response = 1)::int - coalesce((response_before = 1)::int, 0)),
        sum((response = 2)::int - coalesce((response_before = 2)::int, 0)),
        sum((response = 3)::int - coalesce((response_before = 3)::int, 0))
      FROM winning GROUP BY meetup
      ON CONFLICT (meetup) DO UPDATE SET
        going = h.going + excluded.going, guests = h.guests + excluded.guests,
        declined = h.declined + excluded.declined,
        waitlisted = h.waitlisted + excluded.waitlisted, pending = h.pending + excluded.pending
      """;

  private record Answer(
      String meetup, String attendee, long at, String id, int response, int guests) {
    boolean after(Answer other) {
      return at > other.at || (at == other.at && id.compareTo(other.id) > 0);
    }
  }

  private final Connection database;
  private final PreparedStatement fold;
  private final Map<String, Answer> answers = new HashMap<>();

  AnswerBatch(Connection database) throws SQLException {
    this.database = database;
    this.fold = database.prepareStatement(FOLD);
  }

  /** One row an attendee: a statement may touch a row once. */
  void add(MeetupEvent event) {
    if (event.getFact() instanceof RsvpRecorded rsvp) {
      Answer answer =
          new Answer(
              event.getMeetupId(),
              rsvp.getAttendee().getId(),
              ChronoUnit.MICROS.between(Instant.EPOCH, event.getOccurredAt()),
              event.getId(),
              WireFact.number(rsvp.getResponse()),
              rsvp.getGuests());
      answers.merge(
          answer.meetup + " " + answer.attendee,
          answer,
          (before, next) -> next.after(before) ? next : before);
    }
  }

  void write() throws SQLException {
    if (answers.isEmpty()) {
      return;
    }
    fold.setArray(1, texts(answers.values().stream().map(Answer::meetup).toArray()));
    fold.setArray(2, texts(answers.values().stream().map(Answer::attendee).toArray()));
    fold.setArray(3, array("int8", answers.values().stream().map(Answer::at).toArray()));
    fold.setArray(4, texts(answers.values().stream().map(Answer::id).toArray()));
    fold.setArray(5, array("int2", answers.values().stream().map(Answer::response).toArray()));
    fold.setArray(6, array("int4", answers.values().stream().map(Answer::guests).toArray()));
    fold.executeUpdate();
    answers.clear();
  }

  private java.sql.Array texts(Object[] values) throws SQLException {
    return array("text", values);
  }

  private java.sql.Array array(String type, Object[] values) throws SQLException {
    return database.createArrayOf(type, values);
  }

  @Override
  public void close() throws SQLException {
    fold.close();
  }
}
