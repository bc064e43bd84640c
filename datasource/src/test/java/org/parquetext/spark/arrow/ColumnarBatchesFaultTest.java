package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;
import org.parquetext.pipeline.ColumnBatch;
import org.parquetext.spark.arrow.BatchReader.Kind;
import org.parquetext.spark.arrow.Rebase.Mode;
import org.parquetext.spark.arrow.Rebase.Rule;

/** What cannot be written fails as it does in rows, leaves no memory, and harms no other batch. */
class ColumnarBatchesFaultTest extends RowPagesFixture {

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  /** Vectors of the nullable schema, written as the strict one, with the fault in row 1501. */
  private void assertFailsAsRows(
      Kind kind, StructType schema, InternalRow good, InternalRow bad, Rebase rebase) {
    List<InternalRow> rows = new ArrayList<>(Collections.nCopies(1600, good));
    rows.set(1500, bad);
    Throwable expected = catchThrowable(() -> columnsOfRows(schema, rows, rebase));
    assertThat(expected).isInstanceOf(WriteException.class).hasMessageContaining("row 1501");
    try (BatchReader reader = BatchReader.of(kind, schema.asNullable(), new Random(1));
        ColumnarBatches batches = batches(schema, rebase)) {
      ColumnarBatch first = reader.read(rows.subList(0, 1000));
      batches.batch(first, 1).close();
      ColumnarBatch second = reader.read(rows.subList(1000, 1600));

      assertThatThrownBy(() -> columns(batches.batch(second, 1001)))
          .isInstanceOf(WriteException.class)
          .hasMessage(expected.getMessage());
    }
  }

  private static void columns(ColumnBatch batch) {
    try (batch) {
      batch.column(0);
    }
  }

  private void columnsOfRows(StructType schema, List<InternalRow> rows, Rebase rebase) {
    try (RowPages pages = new RowPages(schema, ordinals(schema), allocator, rebase)) {
      for (ColumnBatch batch : batches(pages, rows)) {
        columns(batch);
      }
    }
  }

  private ColumnarBatches batches(StructType schema, Rebase rebase) {
    return new ColumnarBatches(schema, ordinals(schema), allocator, rebase);
  }

  private static int[] ordinals(StructType schema) {
    return IntStream.range(0, schema.size()).toArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ON_HEAP", "OFF_HEAP", "FILTERED", "FILTERED_ARROW"})
  void aNullWhereNoneMayBe(Kind kind) {
    StructType flat = StructType.fromDDL("i int not null");
    StructType field = new StructType().add("s", StructType.fromDDL("a string not null"));
    StructType element =
        new StructType().add("a", DataTypes.createArrayType(DataTypes.StringType, false));

    assertFailsAsRows(kind, flat, row(1), row((Object) null), Rebase.NONE);
    assertFailsAsRows(
        kind, field, row(row(UTF8String.fromString("x"))), row(row((Object) null)), Rebase.NONE);
    assertFailsAsRows(
        kind,
        element,
        row(new GenericArrayData(new Object[0])),
        row(new GenericArrayData(new Object[] {UTF8String.fromString("y"), null})),
        Rebase.NONE);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAncientValueWhereNoneMayBe(Kind kind) {
    Rule rule = new Rule(Mode.EXCEPTION, "key", "Parquet");
    Rebase rebase = new Rebase(rule, rule, "Europe/Berlin");

    assertFailsAsRows(kind, StructType.fromDDL("d date"), row(7), row(-700_000), rebase);
    assertFailsAsRows(
        kind, StructType.fromDDL("t timestamp"), row(7L), row(-60_000_000_000_000_000L), rebase);
    assertFailsAsRows(
        kind,
        StructType.fromDDL("a array<date>"),
        row(new GenericArrayData(new Object[] {1, 2})),
        row(new GenericArrayData(new Object[] {1, -700_000})),
        rebase);
  }

  @Test
  void aDecimalThatDoesNotFit() {
    DataType narrow = DataTypes.createDecimalType(4, 2);
    DataType wide = DataTypes.createDecimalType(20, 2);
    InternalRow bad = row(Decimal.apply(new BigDecimal("12345.67"), 20, 2));
    StructType written = new StructType().add("d", narrow);
    try (BatchReader reader =
            BatchReader.of(Kind.FILTERED, new StructType().add("d", wide), new Random(1));
        ColumnarBatches batches = batches(written, Rebase.NONE)) {
      ColumnarBatch batch = reader.read(List.of(bad));

      assertThatThrownBy(() -> batches.batch(batch, 5)).isInstanceOf(RuntimeException.class);
    }
  }

  /** Of more digits than the type, by one, and of more bytes than any decimal. */
  @ParameterizedTest
  @ValueSource(strings = {"100000000000000000000", "-100000000000000000000", "1e40"})
  void aDecimalInBytesThatDoesNotFit(BigDecimal value) {
    StructType schema = StructType.fromDDL("d decimal(20,0)");
    BigInteger fits = BigInteger.TEN.pow(20).subtract(BigInteger.ONE);
    try (OnHeapColumnVector vector = new OnHeapColumnVector(2, new DecimalType(20, 0));
        ColumnarBatches batches = batches(schema, Rebase.NONE)) {
      ColumnarBatch batch = new ColumnarBatch(new ColumnVector[] {vector}, 2);
      vector.putByteArray(0, fits.toByteArray());
      vector.putByteArray(1, fits.negate().toByteArray());
      columns(batches.batch(batch, 1));
      vector.reset();
      vector.putByteArray(0, fits.toByteArray());
      vector.putByteArray(1, value.toBigIntegerExact().toByteArray());
      Throwable ofRow = catchThrowable(() -> vector.getDecimal(1, 20, 0));
      assertThatThrownBy(() -> columns(batches.batch(batch, 1))).hasMessage(ofRow.getMessage());
    }
  }

  @Test
  void aBatchOfOtherColumnsIsRefused() {
    StructType schema = StructType.fromDDL("i int, j int");
    try (BatchReader reader = BatchReader.of(Kind.ON_HEAP, schema, new Random(1));
        ColumnarBatches batches =
            new ColumnarBatches(
                StructType.fromDDL("i int"), new int[] {0}, allocator, Rebase.NONE)) {
      ColumnarBatch batch = reader.read(List.of(row(1, 2)));

      assertThatThrownBy(() -> batches.batch(batch, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Cannot write a batch of 2 columns: the schema has 1; batches and schema must agree");
    }
  }

  @Test
  void aFaultInOneColumnFreesThoseBeforeIt() {
    StructType schema = StructType.fromDDL("i int, j int not null");
    try (BatchReader reader = BatchReader.of(Kind.ON_HEAP, schema.asNullable(), new Random(1));
        ColumnarBatches batches = batches(schema, Rebase.NONE)) {
      ColumnarBatch good = reader.read(List.of(row(1, 2)));
      batches.batch(good, 1).close();
      long held = allocator.getAllocatedMemory();
      ColumnarBatch bad = reader.read(List.of(row(1, null)));

      assertThatThrownBy(() -> batches.batch(bad, 2)).isInstanceOf(WriteException.class);
      assertThat(allocator.getAllocatedMemory()).isEqualTo(held);
    }
  }

  @Test
  void copiesWaitUntilThereAreManyAndVectorsHandedOverNever() {
    StructType schema = StructType.fromDDL("x binary");
    InternalRow large = row((Object) new byte[7 << 20]);
    List<ColumnBatch> waiting = new ArrayList<>();
    try (BatchReader copied = BatchReader.of(Kind.ON_HEAP, schema, new Random(1));
        BatchReader arrow = BatchReader.of(Kind.ARROW, schema, new Random(1));
        ColumnarBatches batches = batches(schema, Rebase.NONE)) {
      for (int i = 0; i < 4; i++) {
        waiting.add(batches.batch(copied.read(List.of(large)), i + 1));
      }
      assertThat(waiting)
          .extracting(ColumnBatch::isUrgent)
          .containsExactly(false, false, false, true);
      close(waiting);
      try (ColumnBatch next = batches.batch(copied.read(List.of(large)), 5);
          ColumnBatch handedOver = batches.batch(arrow.read(List.of(row(new byte[1]))), 6)) {
        assertThat(next.isUrgent()).isFalse();
        assertThat(handedOver.isUrgent()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ON_HEAP", "OFF_HEAP", "FILTERED", "FILTERED_ARROW"})
  void longTextsAreNotCopiedAllAtOnce(Kind kind) {
    UTF8String text = UTF8String.fromString("x".repeat(1 << 19));

    assertTakenInParts(kind, StructType.fromDDL("a string"), row(text));
    assertTakenInParts(
        kind,
        StructType.fromDDL("a array<string>"),
        row(new GenericArrayData(new Object[] {text, null})));
  }

  private void assertTakenInParts(Kind kind, StructType schema, InternalRow row) {
    try (BatchReader reader = BatchReader.of(kind, schema, new Random(1));
        ColumnarBatches batches = batches(schema, Rebase.NONE)) {
      ColumnarBatch batch = reader.read(Collections.nCopies(100, row));

      assertThatThrownBy(() -> batches.batch(batch, 1))
          .isInstanceOf(OversizedBatchException.class)
          .hasMessageContaining("`a");
      for (int from = 0; from < 100; from += 20) {
        ColumnBatch part = batches.batch(batch, BatchRows.range(from, 20), 1);
        assertThat(part.rows()).isEqualTo(20);
        columns(part);
      }
    }
  }
}
