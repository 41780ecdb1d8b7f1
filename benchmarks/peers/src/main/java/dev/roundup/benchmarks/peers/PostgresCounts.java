package dev.roundup.benchmarks.peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Prints {@code meetup going,guests,declined,waitlisted,pending} of every meetup, by id. */
final class PostgresCounts {
  private static final String COUNTS =
      """
      SELECT meetup || ' ' || going || ',' || guests || ',' || declined || ',' || waitlisted
        || ',' || pending
      FROM headcounts ORDER BY meetup COLLATE "C"
      """;

  private PostgresCounts() {}

  /** The argument is a JDBC URL. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection database = DriverManager.getConnection(arguments[0]);
        Statement statement = database.createStatement();
        ResultSet counts = statement.executeQuery(COUNTS)) {
      while (counts.next()) {
        System.out.println(counts.getString(1));
      }
    }
  }
}
