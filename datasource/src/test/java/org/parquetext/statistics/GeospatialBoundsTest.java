package org.parquetext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.apache.parquet.column.schema.EdgeInterpolationAlgorithm;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;

class GeospatialBoundsTest {

  private static final int POINT_BYTES = 21;

  private static PrimitiveType binary(LogicalTypeAnnotation annotation) {
    return Types.optional(PrimitiveTypeName.BINARY).as(annotation).named("g");
  }

  private final GeospatialBounds bounds =
      GeospatialBounds.of(binary(LogicalTypeAnnotation.geometryType("OGC:CRS84")));

  private static byte[] points(double... coordinates) {
    ByteBuffer wkb =
        ByteBuffer.allocate(coordinates.length / 2 * POINT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < coordinates.length; i += 2) {
      wkb.put((byte) 1).putInt(1).putDouble(coordinates[i]).putDouble(coordinates[i + 1]);
    }
    return wkb.array();
  }

  @Test
  void onlyGeometriesHaveThem() {
    assertThat(GeospatialBounds.supports(binary(LogicalTypeAnnotation.geometryType(null))))
        .isTrue();
    assertThat(
            GeospatialBounds.supports(
                binary(
                    LogicalTypeAnnotation.geographyType(
                        null, EdgeInterpolationAlgorithm.SPHERICAL))))
        .isFalse();
    assertThat(GeospatialBounds.supports(binary(LogicalTypeAnnotation.stringType()))).isFalse();
    assertThat(GeospatialBounds.supports(binary(null))).isFalse();
  }

  @Test
  void valuesOfAllUpdatesCount() {
    bounds.update(points(1, 2, 3, 4, 100, 100), new int[] {0, 21}, new int[] {21, 21}, 2);
    bounds.update(points(-1, 9), new int[] {0}, new int[] {21}, 1);
    GeospatialStatistics statistics = (GeospatialStatistics) bounds.finish();
    assertThat(statistics.getBoundingBox().getXMin()).isEqualTo(-1);
    assertThat(statistics.getBoundingBox().getXMax()).isEqualTo(3);
    assertThat(statistics.getBoundingBox().getYMin()).isEqualTo(2);
    assertThat(statistics.getBoundingBox().getYMax()).isEqualTo(9);
    assertThat(statistics.getGeospatialTypes().getTypes()).isEqualTo(Set.of(1));
  }

  @Test
  void everyChunkStartsAnew() {
    assertThat(bounds.finish()).isNull();
    bounds.update(points(1, 2), new int[] {0}, new int[] {21}, 1);
    assertThat(bounds.finish()).isNotNull();
    bounds.update(points(5, 6), new int[] {0}, new int[] {21}, 1);
    assertThat(((GeospatialStatistics) bounds.finish()).getBoundingBox().getXMin()).isEqualTo(5);
    assertThat(bounds.finish()).isNull();
  }

  @Test
  void whatIsNoGeometryIsLeftOut() {
    bounds.update(new byte[] {7, 7, 7}, new int[] {0}, new int[] {3}, 1);
    bounds.update(points(5, 6), new int[] {0}, new int[] {21}, 1);
    assertThat(((GeospatialStatistics) bounds.finish()).getBoundingBox().getXMax()).isEqualTo(5);
  }
}
