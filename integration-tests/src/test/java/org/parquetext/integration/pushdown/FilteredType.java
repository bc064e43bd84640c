package org.parquetext.integration.pushdown;

import java.util.List;

/**
 * A type with values that ascend with a number.
 *
 * @param value an SQL expression of {@code %s}, the number
 * @param storage how the column is stored
 * @param skipped what Spark need not read where a comparison is not true
 */
record FilteredType(String name, String value, Storage storage, Skipped skipped) {
  private static final String TEXT = "lpad(CAST(%s AS STRING), 5, '0')";
  private static final String DURATION = "make_dt_interval(0, 0, 0, CAST(%s AS DECIMAL(18,6)))";

  /** Every type with statistics, and every form of storage that Spark compares with. */
  static final List<FilteredType> ALL =
      List.of(
          pushed("boolean", "(%s >= 1000)"),
          pushed("byte", "CAST(%s DIV 20 AS TINYINT)"),
          pushed("short", "CAST(%s AS SMALLINT)"),
          pushed("int", "CAST(%s - 500 AS INT)"),
          pushed("long", "(%s * 10000000000L)"),
          pushed("float", "CAST(%s - 500 AS FLOAT)"),
          pushed("double", "CAST(%s / 7 AS DOUBLE)"),
          pushed("decimal9", decimal(9)),
          pushed("decimal18", decimal(18)),
          pushed("decimal38", decimal(38)),
          pushed("string", TEXT),
          new FilteredType(
              "long string",
              "concat(repeat('long', 20), " + TEXT + ")",
              Storage.DEFAULT,
              Skipped.ROW_GROUPS),
          notPushed("char(5)", TEXT),
          pushed("varchar(5)", TEXT),
          notPushed("collated", "(" + TEXT + " COLLATE UTF8_LCASE)"),
          pushed("binary", "CAST(" + TEXT + " AS BINARY)"),
          pushed("date", "date_from_unix_date(CAST(%s - 500 AS INT))"),
          pushed("timestamp", "timestamp_micros((%s - 500) * 1234567L)"),
          notPushed("local", "(TIMESTAMP_NTZ'2000-01-01' + " + DURATION + ")"),
          pushed("time", "(TIME'01:00:00' + " + DURATION + ")"),
          notPushed("months", "make_ym_interval(0, CAST(%s AS INT))"),
          notPushed("duration", DURATION),
          new FilteredType(
              "timestamp in millis",
              "timestamp_millis((%s - 500) * 1234L)",
              Storage.MILLIS,
              Skipped.PAGES),
          new FilteredType("legacy decimal9", decimal(9), Storage.LEGACY, Skipped.PAGES),
          new FilteredType("legacy decimal18", decimal(18), Storage.LEGACY, Skipped.PAGES));

  /** What Spark skips without reading it, by the bounds of the values in it. */
  enum Skipped {
    PAGES,
    /** Values that begin alike further than bounds in the column index reach. */
    ROW_GROUPS,
    /** Comparisons are not pushed down to Parquet: those of CHAR are with what Spark pads. */
    NOTHING
  }

  private static FilteredType pushed(String name, String value) {
    return new FilteredType(name, value, Storage.DEFAULT, Skipped.PAGES);
  }

  private static FilteredType notPushed(String name, String value) {
    return new FilteredType(name, value, Storage.DEFAULT, Skipped.NOTHING);
  }

  private static String decimal(int precision) {
    return "CAST(%s - 500 AS DECIMAL(" + precision + ",2))";
  }

  /** The column's name in SQL. */
  String column() {
    return "`" + name + "`";
  }

  String of(Object number) {
    return value.formatted(number);
  }

  @Override
  public String toString() {
    return name;
  }
}
