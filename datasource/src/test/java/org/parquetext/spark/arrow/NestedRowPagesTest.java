package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.WriteException;
import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.ColumnBatch;

/** Structs, arrays, maps and variants: every leaf compared with a walk through Spark's getters. */
class NestedRowPagesTest extends RowPagesFixture {

  private static final StructType ARRAYS = StructType.fromDDL("a array<int>");

  private enum Nulls {
    ALLOWED,
    FORBIDDEN
  }

  static LongStream seeds() {
    return Seeds.seeds();
  }

  static List<DataType> types() {
    List<DataType> types = new ArrayList<>(RandomRows.flatTypes());
    types.add(DataTypes.VariantType);
    types.add(new PointType());
    types.add(DataTypes.NullType);
    return types;
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeStandsAnywhere(DataType type) {
    StructType schema = everywhere(type);
    for (long seed = 1; seed <= 3; seed++) {
      List<InternalRow> rows = new RandomRows(seed).rows(schema, 150);

      assertLeaves(seed, schema, rows);
      assertLeaves(seed, schema, unsafe(schema, rows));
    }
  }

  /** A type in every place that it can have, nullable and not. */
  static StructType everywhere(DataType type) {
    StructType nullable = everywhere(type, Nulls.ALLOWED);
    return type == DataTypes.NullType
        ? nullable
        : new StructType(concat(nullable, everywhere(type, Nulls.FORBIDDEN)));
  }

  private static StructField[] concat(StructType a, StructType b) {
    return Stream.of(a.fields(), b.fields()).flatMap(Stream::of).toArray(StructField[]::new);
  }

  private static StructType everywhere(DataType type, Nulls nulls) {
    boolean nullable = nulls == Nulls.ALLOWED;
    String prefix = nullable ? "nullable " : "required ";
    DataType struct = new StructType().add("before", DataTypes.LongType).add("x", type, nullable);
    DataType array = DataTypes.createArrayType(type, nullable);
    StructType schema =
        new StructType()
            .add(prefix + "flat", type, nullable)
            .add(prefix + "struct", struct, nullable)
            .add(prefix + "array", array, nullable)
            .add(prefix + "map", DataTypes.createMapType(DataTypes.StringType, type, nullable))
            .add(prefix + "structs", DataTypes.createArrayType(struct, nullable))
            .add(prefix + "arrays", DataTypes.createArrayType(array, nullable));
    return type == DataTypes.NullType || type == DataTypes.VariantType
        ? schema
        : schema.add(prefix + "keys", DataTypes.createMapType(type, DataTypes.LongType), nullable);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomSchemasOfUnsafeRows(long seed) {
    RandomRows random = new RandomRows(seed);
    StructType schema = random.nestedSchema(6, 4);

    assertLeaves(seed, schema, unsafe(schema, random.rows(schema, random.count(1300))));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomSchemasOfOtherRows(long seed) {
    RandomRows random = new RandomRows(seed);
    StructType schema = random.nestedSchema(5, 3);

    assertLeaves(seed, schema, random.rows(schema, random.count(300)));
  }

  private void assertLeaves(long seed, StructType schema, List<? extends InternalRow> rows) {
    List<LeafPath> leaves = LeafPath.of(schema);
    try (RowPages pages = new RowPages(schema, allocator)) {
      int firstRow = 0;
      for (ColumnBatch batch : batches(pages, rows)) {
        List<? extends InternalRow> expected = rows.subList(firstRow, firstRow + batch.rows());
        for (int index = 0; index < leaves.size(); index++) {
          LeafPath leaf = leaves.get(index);
          assertThat(LeafValues.of(batch.column(index), batch.rows()))
              .as("%s, seed %d", leaf, seed)
              .isEqualTo(leaf.valuesOf(expected));
        }
        firstRow += batch.rows();
        batch.close();
      }
      assertThat(firstRow).as("rows of seed %d", seed).isEqualTo(rows.size());
    }
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static GenericArrayData array(Object... elements) {
    return new GenericArrayData(elements);
  }

  private static UnsafeRow ints(int count) {
    int[] elements = IntStream.range(0, count).toArray();
    Object[] values = {UnsafeArrayData.fromPrimitiveArray(elements)};
    return unsafe(ARRAYS, List.of(new GenericInternalRow(values))).get(0);
  }

  @Test
  void anArrayLargerThanAPageIsABatchOfItsOwnAndItsMemoryIsGivenBack() {
    try (RowPages pages = new RowPages(ARRAYS, allocator)) {
      List<UnsafeRow> rows = List.of(ints(3), ints(2_000_000), ints(5));
      List<ColumnBatch> batches = batches(pages, rows);

      assertThat(batches.stream().map(ColumnBatch::rows)).containsExactly(1, 1, 1);
      LeafColumn large = batches.get(1).column(0);
      assertThat(large.values().getValueCount()).isEqualTo(2_000_000);
      assertThat(ColumnValues.value(large, 1_999_999)).isEqualTo(1_999_999);
      long atLargeRow = allocator.getAllocatedMemory();
      batches.get(1).release(0);
      assertThat(LeafValues.of(batches.get(2).column(0), 1))
          .isEqualTo(List.of(List.of(0, 1, 2, 3, 4)));
      assertThat(atLargeRow).isGreaterThan(8_000_000);
      assertThat(allocator.getAllocatedMemory()).isLessThan(1 << 20);
      close(batches);
    }
  }

  @Test
  void booleansFillAPageWithMoreValuesThanAnyOtherType() {
    StructType schema = StructType.fromDDL("z array<boolean>");
    Object[] flags = Collections.nCopies(3000, true).toArray();
    flags[2999] = null;
    List<InternalRow> rows = Collections.nCopies(200, row(array(flags)));

    assertLeaves(0, schema, unsafe(schema, rows));
  }

  @Test
  void nothingButEmptyAndNullLists() {
    StructType schema = StructType.fromDDL("a array<string>, m map<int, array<int>>");
    List<InternalRow> rows =
        List.of(
            row(null, null),
            row(array(), new ArrayBasedMapData(array(), array())),
            row(null, new ArrayBasedMapData(array(1), array(array()))));

    assertLeaves(0, schema, unsafe(schema, rows));
  }

  @Test
  void aNullStructWithMoreFieldsThanAPageHasBytes() {
    StructType wide = new StructType();
    for (int field = 0; field < 40_000; field++) {
      wide = wide.add("f" + field, DataTypes.LongType);
    }
    StructType schema = new StructType().add("s", wide);
    UnsafeRow row = new UnsafeRow(1);
    row.pointTo(new byte[16], 16);
    row.setNullAt(0);
    try (RowPages pages = new RowPages(schema, allocator)) {
      pages.add(row);
      ColumnBatch batch = pages.take();

      assertThat(LeafValues.of(batch.column(39_999), 1)).isEqualTo(List.of(LeafPath.nullAt(0)));
      batch.close();
    }
  }

  @Test
  void aRequiredFieldThatIsNullFailsNamingPathAndRow() {
    StructType schema = new StructType().add("s", StructType.fromDDL("a int, b int not null"));

    assertNullFails(schema, 1, row(row(1, null)), "`s.b`");
  }

  @Test
  void aRequiredElementThatIsNullFailsNamingPathAndRow() {
    StructType schema =
        new StructType().add("a", DataTypes.createArrayType(DataTypes.StringType, false));

    assertNullFails(schema, 0, row(array((Object) null)), "`a.element`");
  }

  @Test
  void aRequiredMapValueThatIsNullFailsNamingPathAndRow() {
    DataType values =
        DataTypes.createMapType(
            DataTypes.IntegerType,
            DataTypes.createArrayType(StructType.fromDDL("`x``y` long not null")),
            true);
    StructType schema = new StructType().add("m", values);
    InternalRow row =
        row(new ArrayBasedMapData(array(1, 2), array(null, array(row(5L), row((Object) null)))));

    assertNullFails(schema, 1, row, "`m.value.element.x``y`");
  }

  /** The row with the null comes behind others: it is number 1501. */
  private void assertNullFails(StructType schema, int leaf, InternalRow row, String path) {
    for (boolean unsafe : new boolean[] {true, false}) {
      List<InternalRow> rows = new ArrayList<>(Collections.nCopies(1600, row((Object) null)));
      rows.set(1500, unsafe ? unsafe(schema.asNullable(), List.of(row)).get(0) : row);
      try (RowPages pages = new RowPages(schema, allocator)) {
        List<ColumnBatch> batches = batches(pages, rows);
        batches.get(0).column(leaf);

        assertThatThrownBy(() -> batches.get(1).column(leaf))
            .isInstanceOf(WriteException.class)
            .hasMessageStartingWith(
                "Cannot write column "
                    + path
                    + ": row 1501 has a null there, but it is declared NOT NULL");
        close(batches);
      }
    }
  }

  @Test
  void aRequiredFieldOfANullStructIsNoError() {
    StructType schema =
        new StructType().add("s", StructType.fromDDL("a int not null, b array<int> not null"));

    assertLeaves(0, schema, List.of(row((Object) null), row(row(1, array(2))), row((Object) null)));
  }
}
