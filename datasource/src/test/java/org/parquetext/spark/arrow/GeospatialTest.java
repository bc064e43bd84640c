package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.Geography;
import org.apache.spark.sql.catalyst.util.Geometry;
import org.apache.spark.sql.catalyst.util.STUtils;
import org.apache.spark.sql.execution.RowToColumnConverter;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import org.parquetext.pipeline.ColumnBatch;

/** Geometries and geographies become the bytes that the built-in writer would write. */
class GeospatialTest extends RowPagesFixture {

  /** A point as WKB: byte order, type 1, and two doubles. */
  private static byte[] point(ByteOrder order, double x, double y) {
    return ByteBuffer.allocate(21)
        .order(order)
        .put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 0))
        .putInt(1)
        .putDouble(x)
        .putDouble(y)
        .array();
  }

  private List<Object> column(String type, InternalRow... rows) {
    StructType schema = StructType.fromDDL("g " + type);
    try (RowPages pages = new RowPages(schema, allocator)) {
      ColumnBatch batch = batches(pages, unsafe(schema, List.of(rows))).get(0);
      List<Object> values = LeafValues.of(batch.column(0), rows.length);
      batch.close();
      return values;
    }
  }

  private static InternalRow row(Object value) {
    return new GenericInternalRow(new Object[] {value});
  }

  @Test
  void geometriesBecomeLittleEndianWkb() {
    Geometry little = Geometry.fromWkb(point(ByteOrder.LITTLE_ENDIAN, 1, 2), 4326);
    Geometry big = Geometry.fromWkb(point(ByteOrder.BIG_ENDIAN, 3, -4), 4326);

    assertThat(column("geometry(4326)", row(little.getValue()), row(null), row(big.getValue())))
        .isEqualTo(
            Arrays.asList(
                HexFormat.of().formatHex(STUtils.stGeomAsBinary(little.getValue())),
                LeafPath.nullAt(0),
                HexFormat.of().formatHex(point(ByteOrder.LITTLE_ENDIAN, 3, -4))));
  }

  @Test
  void geographiesInArraysBecomeLittleEndianWkb() {
    Geography big = Geography.fromWkb(point(ByteOrder.BIG_ENDIAN, 5, 6), 4326);

    assertThat(
            column(
                "array<geography(4326)>",
                row(new GenericArrayData(new Object[] {big.getValue(), null}))))
        .isEqualTo(
            List.of(
                List.of(
                    HexFormat.of().formatHex(STUtils.stGeogAsBinary(big.getValue())),
                    LeafPath.nullAt(1))));
  }

  @Test
  void batchesOfThemMakeTheColumnsThatTheirRowsMake() {
    StructType schema = StructType.fromDDL("g geometry(4326), a array<geography(4326)>");
    Object big = Geometry.fromWkb(point(ByteOrder.BIG_ENDIAN, 3, -4), 4326).getValue();
    Object place = Geography.fromWkb(point(ByteOrder.BIG_ENDIAN, 5, 6), 4326).getValue();
    List<InternalRow> rows =
        List.of(
            new GenericInternalRow(new Object[] {big, null}),
            new GenericInternalRow(
                new Object[] {null, new GenericArrayData(new Object[] {place, null})}));
    OnHeapColumnVector[] vectors = OnHeapColumnVector.allocateColumns(2, schema);
    RowToColumnConverter converter = new RowToColumnConverter(schema);
    rows.forEach(row -> converter.convert(row, vectors));
    int[] both = {0, 1};
    try (ColumnarBatches batches = new ColumnarBatches(schema, both, allocator, Rebase.NONE);
        ColumnBatch batch = batches.batch(new ColumnarBatch(vectors, 2), 1);
        RowPages pages = new RowPages(schema, allocator)) {
      ColumnBatch expected = batches(pages, rows).get(0);
      for (int leaf : both) {
        assertThat(LeafValues.of(batch.column(leaf), 2))
            .isEqualTo(LeafValues.of(expected.column(leaf), 2));
      }
      expected.close();
    }
  }
}
