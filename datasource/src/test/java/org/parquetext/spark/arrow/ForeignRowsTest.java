package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.bitset.BitSetMethods;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.WriteException;
import org.parquetext.pipeline.ColumnBatch;

/** Rows of other classes, in other memory, or with what the format allows but Spark rarely does. */
class ForeignRowsTest extends RowPagesFixture {

  private static final StructType SCHEMA = StructType.fromDDL("i int, s string, d decimal(20,2)");

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }

  private static InternalRow sample() {
    return row(7, text("seven"), Decimal.apply(new BigDecimal("-7.00"), 20, 2));
  }

  private List<List<Object>> columns(StructType schema, List<? extends InternalRow> rows) {
    try (RowPages pages = new RowPages(schema, allocator)) {
      List<ColumnBatch> batches = batches(pages, rows);
      List<List<Object>> columns = new ArrayList<>();
      for (int index = 0; index < schema.size(); index++) {
        columns.add(column(batches, index));
      }
      close(batches);
      return columns;
    }
  }

  private void assertIsSample(InternalRow row) {
    assertThat(columns(SCHEMA, List.of(row, row)))
        .isEqualTo(columns(SCHEMA, List.of(sample(), sample())))
        .first()
        .isEqualTo(List.of(7, 7));
  }

  @Test
  void joinedRowsAreConverted() {
    InternalRow sample = sample();

    assertIsSample(
        new JoinedRow(row(7), row(sample.getUTF8String(1), sample.getDecimal(2, 20, 2))));
  }

  @Test
  void specificInternalRowsAreConverted() {
    SpecificInternalRow specific = new SpecificInternalRow(SCHEMA);
    specific.setInt(0, 7);
    specific.update(1, text("seven"));
    specific.update(2, sample().getDecimal(2, 20, 2));

    assertIsSample(specific);
  }

  @Test
  void rowsOfColumnarBatchesAreConverted() {
    OnHeapColumnVector[] vectors = OnHeapColumnVector.allocateColumns(1, SCHEMA);
    vectors[0].appendInt(7);
    vectors[1].appendByteArray("seven".getBytes(), 0, 5);
    byte[] unscaled = {(byte) 0xfd, 0x44};
    vectors[2].appendByteArray(unscaled, 0, 2);
    try (ColumnarBatch batch = new ColumnarBatch(vectors, 1)) {
      assertIsSample(batch.getRow(0));
    }
  }

  @Test
  void rowsOfBothKindsShareAPage() {
    UnsafeRow unsafe = unsafe(SCHEMA, List.of(sample())).get(0);

    assertThat(columns(SCHEMA, List.of(unsafe, row(8, null, null), unsafe)))
        .first()
        .isEqualTo(List.of(7, 8, 7));
  }

  @Test
  void unsafeRowsInOffHeapMemoryAreCopied() {
    UnsafeRow onHeap = unsafe(SCHEMA, List.of(sample())).get(0);
    long address = Platform.allocateMemory(onHeap.getSizeInBytes());
    try {
      onHeap.writeToMemory(null, address);
      UnsafeRow offHeap = new UnsafeRow(SCHEMA.size());
      offHeap.pointTo(null, address, onHeap.getSizeInBytes());

      assertIsSample(offHeap);
    } finally {
      Platform.freeMemory(address);
    }
  }

  @Test
  void unsafeRowsInsideLongArraysAreCopied() {
    UnsafeRow row = unsafe(SCHEMA, List.of(sample())).get(0);
    long[] memory = new long[100];
    row.writeToMemory(memory, Platform.LONG_ARRAY_OFFSET + 80);
    UnsafeRow inside = new UnsafeRow(SCHEMA.size());
    inside.pointTo(memory, Platform.LONG_ARRAY_OFFSET + 80, row.getSizeInBytes());

    assertIsSample(inside);
  }

  @Test
  void aRowMayBeChangedAfterItWasAdded() {
    StructType schema = StructType.fromDDL("i int");
    UnsafeRow row = unsafe(schema, List.of(row(1))).get(0);
    try (RowPages pages = new RowPages(schema, allocator)) {
      pages.add(row);
      row.setInt(0, 2);
      pages.add(row);
      row.setNullAt(0);
      pages.add(row);
      ColumnBatch batch = pages.take();

      assertThat(ColumnValues.of(batch.column(0))).isEqualTo(Arrays.asList(1, 2, null));
      batch.close();
    }
  }

  @Test
  void whatLiesUnderANullIsIgnored() {
    UnsafeRow row = unsafe(SCHEMA, List.of(sample())).get(0);
    for (int ordinal = 0; ordinal < 3; ordinal++) {
      long bits = Platform.BYTE_ARRAY_OFFSET;
      BitSetMethods.set(row.getBaseObject(), bits, ordinal);
      Platform.putLong(row.getBaseObject(), bits + 8 + 8 * ordinal, 0x7fff_ffff_7fff_ffffL);
    }

    assertThat(columns(SCHEMA, List.of(row)))
        .isEqualTo(Collections.nCopies(3, Collections.singletonList(null)));
  }

  @Test
  void narrowValuesIgnoreTheRestOfTheirSlot() {
    StructType schema = StructType.fromDDL("z boolean, b byte, s short, i int, f float, d date");
    InternalRow values = row(false, (byte) 1, (short) 2, 3, 4f, 5);
    UnsafeRow row = unsafe(schema, List.of(values)).get(0);
    for (int ordinal = 0; ordinal < schema.size(); ordinal++) {
      Platform.putLong(row.getBaseObject(), Platform.BYTE_ARRAY_OFFSET + 8 + 8 * ordinal, -1);
    }
    row.setBoolean(0, false);
    row.setByte(1, (byte) 1);
    row.setShort(2, (short) 2);
    row.setInt(3, 3);
    row.setFloat(4, 4f);
    row.setInt(5, 5);

    assertThat(columns(schema, List.of(row))).isEqualTo(columns(schema, List.of(values)));
  }

  @Test
  void decimalsTakeTheScaleOfTheirColumn() {
    StructType schema = StructType.fromDDL("a decimal(5,2), b decimal(30,4)");
    InternalRow row =
        row(
            Decimal.apply(new BigDecimal("1.2345"), 10, 4),
            Decimal.apply(new BigDecimal("-12345678901234567890.5"), 21, 1));

    assertThat(columns(schema, List.of(row)))
        .containsExactly(
            List.of(new BigDecimal("1.23")), List.of(new BigDecimal("-12345678901234567890.5000")));
  }

  @Test
  void aDecimalTooLargeForItsColumnFailsInsteadOfTurningNull() {
    StructType schema = StructType.fromDDL("a int, d decimal(5,2)");
    try (RowPages pages = new RowPages(schema, allocator)) {
      pages.add(row(1, null));
      InternalRow large = row(2, Decimal.apply(new BigDecimal("1234.5")));

      assertThatThrownBy(() -> pages.add(large))
          .isInstanceOf(WriteException.class)
          .hasMessageStartingWith(
              "Cannot write column `d`: row 2 holds 1234.5, which does not fit decimal(5,2)");
      assertThat(pages.rows()).isEqualTo(1);
    }
  }

  static Stream<Arguments> nestedDecimals() {
    return Stream.of(
        Arguments.of("struct<x:int,d:decimal(5,2)>", "`c.d`"),
        Arguments.of("array<decimal(5,2)>", "`c.element`"),
        Arguments.of("map<decimal(5,2),int>", "`c.key`"),
        Arguments.of("map<int,struct<d:decimal(5,2)>>", "`c.value.d`"));
  }

  @ParameterizedTest
  @MethodSource("nestedDecimals")
  void aNestedDecimalTooLargeForItsTypeFailsInsteadOfTurningNull(String type, String path) {
    StructType schema = new StructType().add("c", DataType.fromDDL(type));
    try (RowPages pages = new RowPages(schema, allocator)) {
      pages.add(row(nested(schema.fields()[0].dataType(), "234.55")));
      InternalRow large = row(nested(schema.fields()[0].dataType(), "1234.5"));

      assertThatThrownBy(() -> pages.add(large))
          .isInstanceOf(WriteException.class)
          .hasMessageStartingWith(
              "Cannot write column "
                  + path
                  + ": row 2 holds 1234.5, which does not fit decimal(5,2)");
      assertThat(pages.rows()).isEqualTo(1);
    }
  }

  /** Any value of the type, with this decimal where it has one. */
  private static Object nested(DataType type, String decimal) {
    if (type instanceof StructType struct) {
      return row(
          Stream.of(struct.fields()).map(field -> nested(field.dataType(), decimal)).toArray());
    }
    if (type instanceof ArrayType array) {
      return new GenericArrayData(new Object[] {null, nested(array.elementType(), decimal)});
    }
    if (type instanceof MapType map) {
      return new ArrayBasedMapData(
          new GenericArrayData(new Object[] {nested(map.keyType(), decimal)}),
          new GenericArrayData(new Object[] {nested(map.valueType(), decimal)}));
    }
    return type == DataTypes.IntegerType ? (Object) 1 : Decimal.apply(new BigDecimal(decimal));
  }

  @Test
  void whatLiesUnderANullOfAStructOrArrayIsIgnored() {
    StructType schema = StructType.fromDDL("s struct<a:string,b:array<string>>");
    UnsafeRow row =
        unsafe(schema, List.of(row(row(text("x"), new GenericArrayData(new Object[] {text("y")})))))
            .get(0);
    long word = 0x7fff_ffff_7fff_ffffL;
    long struct = Platform.BYTE_ARRAY_OFFSET + 16;
    UnsafeRow nullFields = row.copy();
    Platform.putLong(nullFields.getBaseObject(), struct, 0b11);
    Platform.putLong(nullFields.getBaseObject(), struct + 8, word);
    Platform.putLong(nullFields.getBaseObject(), struct + 16, word);
    UnsafeRow nullStruct = row.copy();
    Platform.putLong(nullStruct.getBaseObject(), Platform.BYTE_ARRAY_OFFSET, 1);
    Platform.putLong(nullStruct.getBaseObject(), Platform.BYTE_ARRAY_OFFSET + 8, word);
    List<UnsafeRow> rows = List.of(row, nullFields, nullStruct);

    try (RowPages pages = new RowPages(schema, allocator)) {
      ColumnBatch batch = batches(pages, rows).get(0);
      for (int leaf = 0; leaf < 2; leaf++) {
        assertThat(LeafValues.of(batch.column(leaf), 3))
            .isEqualTo(LeafPath.of(schema).get(leaf).valuesOf(rows));
      }
      batch.close();
    }
  }
}
