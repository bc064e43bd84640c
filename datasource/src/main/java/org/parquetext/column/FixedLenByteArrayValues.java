package org.parquetext.column;

import org.apache.arrow.vector.ValueVector;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.statistics.FixedRange;

/**
 * The values of a FIXED_LEN_BYTE_ARRAY column. They are always PLAIN: parquet-java's version 1
 * writer uses no dictionary for this type.
 */
final class FixedLenByteArrayValues implements PageValues {

  private final ArrowFixed source;
  private final int width;
  private final FixedRange range;
  private final ChunkBloomFilter bloomFilter;
  private int count;

  FixedLenByteArrayValues(
      ArrowFixed source, int width, FixedRange range, ChunkBloomFilter bloomFilter) {
    this.source = source;
    this.width = width;
    this.range = range;
    this.bloomFilter = bloomFilter;
  }

  @Override
  public int rowsThatFit(ValueVector vector, int from, int rows, int pageBytes) {
    return (int) Math.min(rows, (pageBytes - rawBytes()) / width);
  }

  @Override
  public long bytes(ValueVector vector, int from, int rows) {
    return (long) rows * width;
  }

  @Override
  public void append(
      ValueVector vector,
      int from,
      int rows,
      long[] validity,
      int present,
      PageBuffer page,
      EncoderArena arena) {
    if (present == 0) {
      return;
    }
    byte[] values = arena.fixed(Math.multiplyExact(rows, width));
    source.read(vector, from, rows, values, arena);
    if (present < rows) {
      PresentValues.compact(values, width, validity, rows);
    }
    range.update(values, 0, present);
    count += present;
    page.putBytes(values, 0, present * width);
    bloomFilter.addFixed(values, 0, width, present);
  }

  @Override
  public long rawBytes() {
    return (long) count * width;
  }

  @Override
  public Encoding encode(PageBuffer page) {
    return Encoding.PLAIN;
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    return range.toStatistics(nulls);
  }

  @Override
  public long unencodedBytes() {
    return 0;
  }

  @Override
  public void clearPage() {
    count = 0;
    range.clear();
  }

  @Override
  public int dictionaryEntries() {
    return 0;
  }

  @Override
  public void encodeDictionary(PageBuffer page) {
    throw new IllegalStateException("a column of fixed width has no dictionary");
  }

  @Override
  public void clearChunk() {
    clearPage();
  }

  @Override
  public void trim() {
    // Nothing is kept: values go into the page at once.
  }

  @Override
  public long allocatedBytes() {
    return 0;
  }
}
