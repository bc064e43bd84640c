package org.parquetext.column;

import org.apache.parquet.column.ColumnDescriptor;
import org.parquetext.options.StatisticsLevel;
import org.parquetext.options.WriteOptions;
import org.parquetext.statistics.GeospatialBounds;

/**
 * The geospatial statistics of the open chunk, if its column has any: geometries have, unless their
 * statistics are switched off. Confined to one thread at a time.
 */
final class ChunkGeospatialStatistics {

  /** Null if the column has none. */
  private final GeospatialBounds bounds;

  private ChunkGeospatialStatistics(GeospatialBounds bounds) {
    this.bounds = bounds;
  }

  /** As the options want them for a column. */
  static ChunkGeospatialStatistics of(ColumnDescriptor descriptor, WriteOptions options) {
    String column = String.join(".", descriptor.getPath());
    boolean wanted =
        GeospatialBounds.supports(descriptor.getPrimitiveType())
            && options.column(column).statistics() != StatisticsLevel.NONE;
    return new ChunkGeospatialStatistics(
        wanted ? GeospatialBounds.of(descriptor.getPrimitiveType()) : null);
  }

  /** Whether there are any. */
  boolean isWanted() {
    return bounds != null;
  }

  /** Takes in the first {@code count} values. */
  void add(ByteArrays values, int count) {
    if (bounds != null) {
      bounds.update(values.data, values.starts, values.lengths, count);
    }
  }

  /**
   * Those of the chunk, which ends with that.
   *
   * @return null if there are none
   */
  Object finish() {
    return bounds == null ? null : bounds.finish();
  }
}
