package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.SparkUpgradeException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;
import org.parquetext.pipeline.ColumnBatch;
import org.parquetext.spark.arrow.Rebase.Mode;
import org.parquetext.spark.arrow.Rebase.Rule;

/** Dates and timestamps around the calendar change, compared with Spark's own functions. */
class RebaseTest extends RowPagesFixture {

  private static final StructType DATES = StructType.fromDDL("d date, a array<date>");
  private static final StructType TIMESTAMPS =
      StructType.fromDDL("t timestamp, a array<timestamp>, n timestamp_ntz");

  private static Rebase rebase(Mode dates, Mode timestamps, String timeZone) {
    return new Rebase(
        new Rule(dates, "key of dates", "Parquet"),
        new Rule(timestamps, "key of timestamps", "Parquet INT96"),
        timeZone);
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static GenericArrayData array(Object... elements) {
    return new GenericArrayData(elements);
  }

  /** Around every change between the calendars, and far away. */
  private static List<Object> days() {
    List<Object> days = new ArrayList<>();
    for (int change : new int[] {-719162, -141427, -141437, -171605, -536847, 0, -2_000_000}) {
      IntStream.rangeClosed(-12, 12).forEach(distance -> days.add(change + distance));
      days.add(null);
    }
    new Random(1).ints(1000, -1_500_000, 50_000).forEach(days::add);
    return days;
  }

  private static List<Object> micros() {
    List<Object> micros = new ArrayList<>();
    Random random = new Random(2);
    for (Object day : days()) {
      micros.add(day == null ? null : (int) day * 86_400_000_000L + random.nextInt());
    }
    long change = RebaseDateTime.lastSwitchGregorianTs();
    micros.addAll(Arrays.asList(change - 1, change, change + 1, Long.MAX_VALUE));
    return micros;
  }

  /** Each value at top level, and each with its neighbour in an array. */
  private static List<InternalRow> rows(List<Object> values, Object... more) {
    List<InternalRow> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      List<Object> columns = new ArrayList<>();
      columns.add(values.get(i));
      columns.add(array(values.get(i), null, values.get((i + 1) % values.size())));
      columns.addAll(
          Arrays.asList(more.length == 0 ? new Object[0] : new Object[] {values.get(i)}));
      rows.add(row(columns.toArray()));
    }
    return rows;
  }

  private static Object mapped(Object value, Function<Object, Object> function) {
    return value == null ? null : function.apply(value);
  }

  /** What the columns of the mapped rows are without any rebase is what these must be with it. */
  private void assertRebased(
      StructType schema, Rebase rebase, List<InternalRow> rows, List<InternalRow> expected) {
    assertThat(columns(schema, rebase, rows)).isEqualTo(columns(schema, Rebase.NONE, expected));
  }

  private List<Object> columns(StructType schema, Rebase rebase, List<InternalRow> rows) {
    List<Object> columns = new ArrayList<>();
    int[] ordinals = IntStream.range(0, schema.size()).toArray();
    try (RowPages pages = new RowPages(schema, ordinals, allocator, rebase)) {
      for (ColumnBatch batch : batches(pages, unsafe(schema, rows))) {
        for (int ordinal : ordinals) {
          columns.add(LeafValues.of(batch.column(ordinal), batch.rows()));
        }
        batch.close();
      }
    }
    return columns;
  }

  @Test
  void legacyDatesAreThoseOfTheHybridCalendar() {
    List<Object> legacy =
        days().stream()
            .map(day -> mapped(day, d -> RebaseDateTime.rebaseGregorianToJulianDays((int) d)))
            .toList();

    assertThat(legacy).isNotEqualTo(days());
    assertRebased(DATES, rebase(Mode.LEGACY, Mode.CORRECTED, "UTC"), rows(days()), rows(legacy));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/Los_Angeles", "Europe/Amsterdam", "+08:30"})
  void legacyTimestampsAreThoseOfTheHybridCalendarInTheTimeZone(String timeZone) {
    List<Object> legacy =
        micros().stream()
            .map(
                micros ->
                    mapped(
                        micros,
                        m -> RebaseDateTime.rebaseGregorianToJulianMicros(timeZone, (long) m)))
            .toList();
    List<InternalRow> expected = new ArrayList<>();
    for (int i = 0; i < legacy.size(); i++) {
      InternalRow rebased = rows(legacy).get(i);
      expected.add(row(legacy.get(i), rebased.getArray(1), micros().get(i)));
    }

    assertThat(legacy).isNotEqualTo(micros());
    assertRebased(
        TIMESTAMPS,
        rebase(Mode.EXCEPTION, Mode.LEGACY, timeZone),
        rows(micros(), "with timestamp_ntz"),
        expected);
  }

  @Test
  void valuesFromTheChangeOnPassInEveryMode() {
    int day = RebaseDateTime.lastSwitchGregorianDay();
    long micros = RebaseDateTime.lastSwitchGregorianTs();
    List<InternalRow> dates = List.of(row(day, array(day, null)), row(null, null));
    List<InternalRow> timestamps = List.of(row(micros, array(micros), -1L << 60));
    for (Mode mode : Mode.values()) {
      assertRebased(DATES, rebase(mode, mode, "Asia/Tokyo"), dates, dates);
      assertRebased(TIMESTAMPS, rebase(mode, mode, "Asia/Tokyo"), timestamps, timestamps);
    }
  }

  @Test
  void anAncientDateFailsNamingColumnRowValueKeyAndRemedy() {
    int day = (int) LocalDate.of(1582, 10, 14).toEpochDay();
    Rebase rebase = rebase(Mode.EXCEPTION, Mode.CORRECTED, "UTC");

    assertThatThrownBy(() -> columns(DATES, rebase, List.of(row(null, null), row(day, array(day)))))
        .isInstanceOf(WriteException.class)
        .hasMessage(
            "Cannot write column `d`: row 2 holds 1582-10-14: before 1582-10-15 calendars may"
                + " differ, and `key of dates` is EXCEPTION; set it to LEGACY to write it as Spark 2 and"
                + " Hive read it, or to CORRECTED to write it as it is"
                + " (rows count from 1 in each task)")
        .hasCauseInstanceOf(SparkUpgradeException.class);
    assertThatThrownBy(
            () -> columns(DATES, rebase, List.of(row(0, null), row(0, array(0, null, day)))))
        .hasMessageStartingWith("Cannot write column `a.element`: row 2 holds 1582-10-14");
  }

  @Test
  void anAncientTimestampFailsByTheRuleOfTimestamps() {
    long micros = RebaseDateTime.lastSwitchGregorianTs() - 1;

    assertThatThrownBy(
            () ->
                columns(
                    TIMESTAMPS,
                    rebase(Mode.LEGACY, Mode.EXCEPTION, "UTC"),
                    List.of(row(micros, null, null))))
        .isInstanceOf(WriteException.class)
        .hasMessageStartingWith(
            "Cannot write column `t`: row 1 holds 1899-12-31T23:59:59.999999Z:"
                + " before 1900-01-01T00:00:00Z calendars may differ")
        .hasMessageContaining("`key of timestamps` is EXCEPTION")
        .cause()
        .hasMessageContaining("Parquet INT96");
  }

  @Test
  void whatLiesUnderANullIsNoAncientValue() {
    StructType schema = StructType.fromDDL("d date");
    List<InternalRow> rows = List.of(row((Object) null));
    UnsafeRow unsafe = unsafe(schema, rows).get(0);
    unsafe.setInt(0, -1_000_000);
    unsafe.setNullAt(0);
    Platform.putInt(unsafe.getBaseObject(), unsafe.getBaseOffset() + 8, -1_000_000);

    try (RowPages pages =
        new RowPages(
            schema, new int[] {0}, allocator, rebase(Mode.EXCEPTION, Mode.EXCEPTION, "UTC"))) {
      pages.add(unsafe);
      ColumnBatch batch = pages.take();
      assertThat(LeafValues.of(batch.column(0), 1)).isEqualTo(List.of(LeafPath.nullAt(0)));
      batch.close();
    }
  }
}
