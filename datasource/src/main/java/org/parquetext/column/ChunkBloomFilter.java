package org.parquetext.column;

import java.util.OptionalLong;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.parquetext.options.ColumnOptions;
import org.parquetext.options.WriteOptions;
import org.parquetext.statistics.BloomFilterBuilder;
import org.parquetext.statistics.BloomFilterSize;

/**
 * The bloom filter of the open chunk, if its column has one.
 *
 * <p>As in parquet-java a chunk whose values are all in the dictionary has none: the dictionary
 * says exactly which values there are. So values are taken in from the moment on in which the
 * dictionary is given up, its entries first, and then stretch by stretch; the distinct ones come in
 * the order in which they appeared, which the size of an adaptive filter depends on.
 *
 * <p>Confined to one thread at a time.
 */
final class ChunkBloomFilter {

  /** Null if the column has no filters. */
  private final BloomFilterBuilder builder;

  private ChunkBloomFilter(BloomFilterBuilder builder) {
    this.builder = builder;
  }

  /** As the options want it for a column. */
  static ChunkBloomFilter of(ColumnDescriptor descriptor, WriteOptions options) {
    ColumnOptions column = options.column(String.join(".", descriptor.getPath()));
    boolean wanted =
        column.bloomFilter() && BloomFilterBuilder.supports(descriptor.getPrimitiveType());
    return new ChunkBloomFilter(wanted ? new BloomFilterBuilder(size(column, options)) : null);
  }

  private static BloomFilterSize size(ColumnOptions column, WriteOptions options) {
    OptionalLong ndv = column.bloomFilterNdv();
    double fpp = column.bloomFilterFpp();
    int maxBytes = options.bloomFilterMaxBytes();
    if (ndv.isPresent()) {
      return BloomFilterSize.forDistinctValues(ndv.getAsLong(), fpp, maxBytes);
    }
    return options.bloomFilterAdaptive()
        ? BloomFilterSize.adaptive(column.bloomFilterCandidates(), fpp, maxBytes)
        : BloomFilterSize.largest(maxBytes);
  }

  /** Whether values are taken in; if not, adding does nothing. */
  boolean isWanted() {
    return builder != null;
  }

  /** Adds INT32 values, or the raw bits of FLOAT ones. */
  void add(int[] values, int from, int count) {
    if (isWanted()) {
      builder.add(values, from, count);
    }
  }

  /** Adds INT64 values, or the raw bits of DOUBLE ones. */
  void add(long[] values, int from, int count) {
    if (isWanted()) {
      builder.add(values, from, count);
    }
  }

  /** Adds the first {@code count} BYTE_ARRAY values. */
  void add(ByteArrays values, int count) {
    if (isWanted()) {
      builder.add(values.data, values.starts, values.lengths, 0, count);
    }
  }

  /** Adds BYTE_ARRAY values of a dictionary page, which start at {@code starts}. */
  void addEntries(byte[] page, int[] starts, int from, int count) {
    if (isWanted()) {
      builder.addEntries(page, starts, from, count);
    }
  }

  /** Adds values of {@code width} bytes that lie one behind the other from a byte on. */
  void addFixed(byte[] data, int start, int width, int count) {
    if (isWanted()) {
      builder.addFixed(data, start, width, count);
    }
  }

  /**
   * The filter of the chunk, which ends with that; not to be asked for when all values are in the
   * dictionary.
   *
   * @return null if the column has none
   */
  BloomFilter finish() {
    return isWanted() ? builder.build() : null;
  }

  /** Bytes of memory held. */
  long allocatedBytes() {
    return isWanted() ? builder.allocatedBytes() : 0;
  }
}
