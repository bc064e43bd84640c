package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.pipeline.ColumnBatch;

/** Batches of every kind of vector make the very file that their rows make. */
class ColumnarBatchesTest extends RowPagesFixture {

  @TempDir private Path folder;

  static LongStream seeds() {
    return Seeds.seeds();
  }

  static List<DataType> types() {
    return NestedRowPagesTest.types();
  }

  @ParameterizedTest
  @EnumSource(
      value = BatchReader.Kind.class,
      names = {"ON_HEAP", "OFF_HEAP", "ARROW", "FILTERED"})
  void everyTypeStandsAnywhere(BatchReader.Kind kind) {
    for (DataType type : types()) {
      if (type == DataTypes.NullType && kind == BatchReader.Kind.OFF_HEAP) {
        continue; // Spark itself cannot make such arrays there.
      }
      StructType schema = NestedRowPagesTest.everywhere(type);
      List<InternalRow> rows = new RandomRows(1).rows(schema, 60);

      assertSameFile(1, kind, schema, rows);
    }
  }

  @ParameterizedTest
  @EnumSource(BatchReader.Kind.class)
  void everyFlatType(BatchReader.Kind kind) {
    for (long seed = 1; seed <= 2; seed++) {
      List<InternalRow> rows = new RandomRows(seed).rows(RandomRows.allTypes(), 1200);

      assertSameFile(seed, kind, RandomRows.allTypes(), rows);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomSchemas(long seed) {
    RandomRows random = new RandomRows(seed);
    StructType schema = random.nestedSchema(5, 3);
    BatchReader.Kind[] kinds = BatchReader.Kind.values();

    assertSameFile(
        seed, kinds[(int) seed % kinds.length], schema, random.rows(schema, random.count(700)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndModes")
  void oldDatesAndTimestamps(BatchReader.Kind kind, Rebase.Mode mode, boolean int96) {
    StructType schema =
        StructType.fromDDL(
            "d date, t timestamp, n timestamp_ntz, ds array<date>, s struct<t timestamp>");
    Rebase.Rule rule = new Rebase.Rule(mode, "key", "Parquet");
    Random random = new Random(7);
    List<InternalRow> rows = Stream.generate(() -> oldRow(random)).limit(1500).toList();
    WrittenRows written =
        new WrittenRows(schema, allocator, folder)
            .rebase(new Rebase(rule, rule, "Asia/Kolkata"))
            .messageType(MessageTypeParser.parseMessageType(oldTypes(int96)));
    try (BatchReader reader = BatchReader.of(kind, schema, random)) {
      assertThat(written.asBatches(rows, reader, random)).isEqualTo(written.asRows(rows));
    }
  }

  private static InternalRow oldRow(Random random) {
    Object[] values = new Object[5];
    values[0] = random.nextInt(5) == 0 ? null : oldDay(random);
    values[1] = random.nextInt(5) == 0 ? null : oldMicros(random);
    values[2] = oldMicros(random);
    values[3] = new GenericArrayData(new Object[] {oldDay(random), null, oldDay(random)});
    values[4] = new GenericInternalRow(new Object[] {oldMicros(random)});
    return new GenericInternalRow(values);
  }

  private static int oldDay(Random random) {
    return random.nextInt(1_000_000) - 900_000;
  }

  private static long oldMicros(Random random) {
    return oldDay(random) * 86_400_000_000L + random.nextInt();
  }

  private static String oldTypes(boolean int96) {
    String timestamp = int96 ? "int96 t" : "int64 t (TIMESTAMP(MICROS,true))";
    return "message m {"
        + "optional int32 d (DATE);"
        + "optional "
        + timestamp
        + ";"
        + "optional int64 n (TIMESTAMP(MICROS,false));"
        + "optional group ds (LIST) { repeated group list { optional int32 element (DATE); } }"
        + "optional group s { optional "
        + timestamp
        + "; } }";
  }

  static Stream<Arguments> kindsAndModes() {
    return Stream.of(BatchReader.Kind.values())
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(kind, Rebase.Mode.LEGACY, false),
                    Arguments.of(kind, Rebase.Mode.LEGACY, true),
                    Arguments.of(kind, Rebase.Mode.CORRECTED, true)));
  }

  @ParameterizedTest
  @EnumSource(BatchReader.Kind.class)
  void someRowsInAnyOrder(BatchReader.Kind kind) {
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      RandomRows values = new RandomRows(seed);
      StructType schema = values.nestedSchema(6, 3);
      List<InternalRow> rows = values.rows(schema, 1 + random.nextInt(500));
      int[] positions = random.ints(random.nextInt(800), 0, rows.size()).toArray();
      BatchRows some = BatchRows.of(positions, positions.length);
      WrittenRows written = new WrittenRows(schema, allocator, folder);
      try (BatchReader reader = BatchReader.of(kind, schema, random)) {
        assertThat(written.asBatch(reader.read(rows), some))
            .as("%s of %s, seed %d", kind, schema.catalogString(), seed)
            .isEqualTo(written.asRows(IntStream.of(positions).mapToObj(rows::get).toList()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BatchReader.Kind.class)
  void stringsOfLimitedLength(BatchReader.Kind kind) {
    StructType schema = StructType.fromDDL("v varchar(10), c char(4) not null");
    List<InternalRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Object text = i % 7 == 0 ? null : UTF8String.fromString("text " + i);
      rows.add(new GenericInternalRow(new Object[] {text, UTF8String.fromString("c   ")}));
    }
    assertSameFile(1, kind, schema, rows);
  }

  @Test
  void constantsOfEveryTypeThatPartitionsCanHave() {
    StructType schema = new StructType();
    for (DataType type : RandomRows.flatTypes()) {
      schema = schema.add(type.catalogString(), type);
    }
    InternalRow row = new RandomRows(3).rows(schema, 1).get(0);
    InternalRow nulls = new GenericInternalRow(schema.size());
    WrittenRows written = new WrittenRows(schema, allocator, folder);
    for (InternalRow constant : List.of(row, nulls)) {
      ColumnVector[] vectors = new ColumnVector[schema.size()];
      for (int i = 0; i < vectors.length; i++) {
        ConstantColumnVector vector = new ConstantColumnVector(700, schema.fields()[i].dataType());
        ConstantFiller.fill(vector, constant, i);
        vectors[i] = vector;
      }
      assertThat(written.asBatch(new ColumnarBatch(vectors, 700), BatchRows.range(0, 700)))
          .isEqualTo(written.asRows(Collections.nCopies(700, constant)));
    }
  }

  /** Or files would be cut by what batches happened to wait. */
  @Test
  void bytesAreThoseOfTheRowsWhateverMemoryHoldsThem() {
    StructType schema = StructType.fromDDL("i int, s string, a array<string>, t struct<b binary>");
    RandomRows random = new RandomRows(5);
    List<InternalRow> many = random.rows(schema, 4000);
    List<InternalRow> few = random.rows(schema, 300);
    int[] ordinals = {0, 1, 2, 3};
    try (BatchReader reader = BatchReader.of(BatchReader.Kind.ON_HEAP, schema, new Random(1));
        ColumnarBatches used = new ColumnarBatches(schema, ordinals, allocator, Rebase.NONE);
        ColumnarBatches fresh = new ColumnarBatches(schema, ordinals, allocator, Rebase.NONE)) {
      used.batch(reader.read(many), 1).close();
      ColumnarBatch batch = reader.read(few);
      try (ColumnBatch recycled = used.batch(batch, 1);
          ColumnBatch first = fresh.batch(batch, 1)) {
        assertThat(recycled.contentBytes()).isEqualTo(first.contentBytes()).isPositive();
        assertThat(recycled.bytes()).isGreaterThan(first.bytes());
      }
    }
  }

  private void assertSameFile(
      long seed, BatchReader.Kind kind, StructType schema, List<InternalRow> rows) {
    Random random = new Random(seed);
    WrittenRows written = new WrittenRows(schema, allocator, folder);
    try (BatchReader reader = BatchReader.of(kind, schema, random)) {
      assertThat(written.asBatches(rows, reader, random))
          .as("%s of %s, seed %d", kind, schema.catalogString(), seed)
          .isEqualTo(written.asRows(rows));
    }
  }
}
