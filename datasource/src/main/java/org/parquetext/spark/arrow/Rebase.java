package org.parquetext.spark.arrow;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.parquetext.statistics.StatisticsColumn;
import org.parquetext.statistics.StatisticsRequest;

/**
 * How dates and timestamps of before the calendar change of 1582 are written. Spark counts in the
 * proleptic Gregorian calendar; Spark 2, Hive and others counted in the hybrid one, Julian before
 * 1582-10-15. Timestamps without time zone are never changed. Immutable.
 *
 * @param dates for dates
 * @param timestamps for timestamps
 * @param timeZone in which a timestamp is a date and time to be kept in the other calendar
 */
public record Rebase(Rule dates, Rule timestamps, String timeZone) implements Serializable {

  /** Nothing is changed. */
  public static final Rebase NONE =
      new Rebase(new Rule(Mode.CORRECTED, "", ""), new Rule(Mode.CORRECTED, "", ""), "UTC");

  /** For what is within shredded variants, where timestamps are never INT96. */
  Rebase withinVariants() {
    return new Rebase(dates, dates, timeZone);
  }

  /**
   * The request for statistics of columns, with bounds as readers see the values that are changed.
   *
   * @param inFiles the columns of the files
   */
  public StatisticsRequest restoring(StatisticsRequest request, StructType inFiles) {
    if (dates.mode() != Mode.LEGACY && timestamps.mode() != Mode.LEGACY) {
      return request;
    }
    return StatisticsRequest.of(
        request.columns().stream()
            .map(column -> restoring(column, type(column.path(), inFiles)))
            .toList());
  }

  private StatisticsColumn restoring(StatisticsColumn column, DataType type) {
    if (type instanceof DateType && dates.mode() == Mode.LEGACY) {
      return column.restoredBy(new RebaseRestoration.OfDates());
    }
    if (type instanceof TimestampType && timestamps.mode() == Mode.LEGACY) {
      return column.restoredBy(new RebaseRestoration.OfTimestamps(timeZone));
    }
    return column;
  }

  /** Null if there is no such column. */
  private static DataType type(List<String> path, StructType columns) {
    DataType type = columns;
    for (String name : path) {
      if (!(type instanceof StructType struct) || !List.of(struct.fieldNames()).contains(name)) {
        return null;
      }
      type = struct.apply(name).dataType();
    }
    return type;
  }

  /** As Spark calls them. */
  public enum Mode {
    /** Values as they are. */
    CORRECTED,
    /** The same date and time in the hybrid calendar. */
    LEGACY,
    /** A value that the two calendars count differently fails the write. */
    EXCEPTION
  }

  /**
   * The rule for one type.
   *
   * @param mode what is done
   * @param key the setting that says so, for messages
   * @param format what Spark calls the format in its own message
   */
  public record Rule(Mode mode, String key, String format) implements Serializable {}
}
