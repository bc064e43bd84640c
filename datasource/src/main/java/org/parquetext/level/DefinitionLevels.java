package org.parquetext.level;

import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.BitmapRunEncoder;
import org.parquetext.encoding.RleBitPackingHybridEncoder;

/**
 * The definition levels of one page of a flat optional column. Their maximum is 1, so that the
 * validity bitmap of the rows <em>is</em> the bit-packed level stream and no level is ever held as
 * a number. A page without nulls, or of nothing but nulls, costs one run.
 *
 * <p>Confined to one thread at a time.
 */
public final class DefinitionLevels {

  private static final int INITIAL_WORDS = 8;

  private long[] words = new long[INITIAL_WORDS];
  private int rows;
  private int present;
  private boolean materialised;

  /**
   * Appends {@code count} rows of which those with a set bit are present.
   *
   * @param validity words as {@link Validity#read} leaves them
   * @param presentCount the number of set bits
   */
  public void append(long[] validity, int count, int presentCount) {
    if (presentCount == count) {
      appendPresent(count);
      return;
    }
    materialise();
    words = BitStretch.append(validity, count, words, rows);
    rows += count;
    present += presentCount;
  }

  /** Appends rows that are all present. */
  private void appendPresent(int count) {
    if (!materialised && present == rows) {
      rows += count;
      present += count;
      return;
    }
    materialise();
    words = BitStretch.appendSet(count, words, rows);
    rows += count;
    present += count;
  }

  /** Rows appended since the last {@link #clear()}. */
  public int rows() {
    return rows;
  }

  /** Rows that are present. */
  public int present() {
    return present;
  }

  /** The most bytes that {@link #encode} needs for this many rows. */
  public static int maxBytes(int rows) {
    // Packed bits, a header for every 63 groups of 8, and what ragged ends cost.
    return rows / 8 + rows / 63 + 16;
  }

  /** Appends the levels as RLE/bit-packing hybrid runs of width 1, without a length. */
  public void encode(PageBuffer out) {
    if (present == rows) {
      RleBitPackingHybridEncoder.encodeRun(1, rows, 1, out);
    } else if (present == 0) {
      RleBitPackingHybridEncoder.encodeRun(0, rows, 1, out);
    } else {
      BitmapRunEncoder.encode(words, rows, out);
    }
  }

  /** Starts the next page. */
  public void clear() {
    if (materialised) {
      BitStretch.clear(words, rows);
      materialised = false;
    }
    rows = 0;
    present = 0;
  }

  /** Gives back the memory of the pages before; only on an empty page. */
  public void trim() {
    words = new long[INITIAL_WORDS];
  }

  /** Bytes of memory held, filled or not. */
  public long allocatedBytes() {
    return (long) Long.BYTES * words.length;
  }

  private void materialise() {
    if (!materialised) {
      words = BitStretch.appendSet(rows, words, 0);
      materialised = true;
    }
  }
}
