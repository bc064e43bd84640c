package org.parquetext.column;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.BitStretch;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.Validity;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.ValueRange;

/**
 * The values of a BOOLEAN column: collected as bits, which is what their PLAIN encoding is, and
 * written when the page ends, since a stretch need not fill a byte.
 */
final class BooleanValues implements PageValues {

  private static final int INITIAL_WORDS = 8;

  private final ValueRange range;
  private final RangeUpdate update;
  private final BooleanEncoding encoding;
  private final ChunkHash hash;
  private long[] bits = new long[INITIAL_WORDS];
  private int count;

  BooleanValues(ValueRange range, RangeUpdate update, BooleanEncoding encoding, ChunkHash hash) {
    this.range = range;
    this.update = update;
    this.encoding = encoding;
    this.hash = hash;
  }

  @Override
  public int rowsThatFit(LeafColumn column, int from, int rows, int pageBytes) {
    return (int) Math.min(rows, pageBytes * 8L - count);
  }

  @Override
  public long bytes(LeafColumn column, int from, int rows) {
    return (rows + 7L) / 8;
  }

  @Override
  public void append(
      LeafColumn column,
      int from,
      int rows,
      long[] validity,
      int present,
      PageBuffer page,
      EncoderArena arena) {
    if (present == 0) {
      return;
    }
    long[] values = arena.longs(Validity.words(rows));
    Validity.read(column.values().getDataBuffer(), from, rows, values);
    if (present < rows) {
      PresentValues.compactBits(values, validity, rows);
    }
    hash.bits(values, present);
    update.accept(values, present);
    bits = BitStretch.append(values, present, bits, count);
    count += present;
  }

  /** parquet-java keeps whole bytes. */
  @Override
  public long rawBytes() {
    return (count + 7L) / 8;
  }

  @Override
  public Encoding encode(PageBuffer page, EncoderArena arena) {
    return encoding.encode(bits, count, page);
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    return range.toStatistics(nulls);
  }

  @Override
  public ColumnBounds bounds(int maxBytes) {
    return range.bounds(maxBytes);
  }

  @Override
  public long unencodedBytes() {
    return 0;
  }

  @Override
  public void clearPage() {
    BitStretch.clear(bits, count);
    count = 0;
    range.clear();
  }

  @Override
  public int dictionaryEntries() {
    return 0;
  }

  @Override
  public long dictionaryBytes() {
    return 0;
  }

  @Override
  public void encodeDictionary(PageBuffer page) {
    throw new IllegalStateException("a BOOLEAN column has no dictionary");
  }

  @Override
  public void clearChunk() {
    clearPage();
  }

  @Override
  public void trim() {
    bits = new long[INITIAL_WORDS];
  }

  @Override
  public long allocatedBytes() {
    return (long) Long.BYTES * bits.length;
  }

  /** How the range takes values in. */
  interface RangeUpdate {
    /** Where no range is wanted. */
    RangeUpdate NONE = (words, bitCount) -> {};

    void accept(long[] words, int bitCount);
  }
}
