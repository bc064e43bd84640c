package org.parquetext.spark.arrow;

import org.apache.spark.unsafe.Platform;

/**
 * A cache-sized page of {@code UnsafeRow}s, copied one behind the other into one array: at most
 * {@link #MAX_ROWS} rows and {@link #standardBytes} bytes, or one row that is larger than that by
 * itself.
 *
 * <p>Filled by one thread; afterwards any thread to which it is handed safely may read it.
 */
final class RowPage {

  static final int MAX_ROWS = 1024;

  /** Pages larger than the cache make the transposition markedly slower. */
  private static final int MIN_BYTES = 256 * 1024;

  /** Where rows are so wide that fewer of them fit, a page still stays small beside the heap. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  /** Bytes behind the last row, since short values are read by whole words. */
  static final int SLACK = 2 * Long.BYTES;

  /** The longest row that has a page: what fits into an array together with the slack. */
  static final int MAX_ROW_BYTES = Integer.MAX_VALUE - 7 - SLACK;

  private final int maxBytes;
  private final byte[] bytes;
  private final int[] starts;
  private final long[] nulls;
  private long firstRowNumber;

  /** The number of each row where they are not consecutive; null where none of this page is. */
  private long[] rowNumbers;

  private int rows;
  private int size;

  private RowPage(RowLayout layout, int maxBytes, int maxRows) {
    this.maxBytes = maxBytes;
    this.bytes = new byte[maxBytes + SLACK];
    this.starts = new int[maxRows];
    this.nulls = new long[layout.nullWords()];
  }

  /** A page for rows of {@code bytes} together, such as {@link #standardBytes}. */
  static RowPage of(RowLayout layout, int bytes) {
    return new RowPage(layout, bytes, MAX_ROWS);
  }

  /** A page for so many rows of {@code bytes} together. */
  static RowPage of(RowLayout layout, int bytes, int rows) {
    return new RowPage(layout, bytes, rows);
  }

  /**
   * Bytes of the usual page: few enough for a cache, but with many columns enough for all rows,
   * since with fewer the work per page of each column outweighs that per value.
   */
  static int standardBytes(RowLayout layout) {
    long wide = (long) MAX_ROWS * layout.fixedBytes();
    return (int) Math.min(MAX_BYTES, Math.max(MIN_BYTES, wide));
  }

  /** A page for one row of {@code length} bytes, more than the usual page takes. */
  static RowPage oversize(RowLayout layout, int length) {
    return new RowPage(layout, length, 1);
  }

  /** Empties the page. */
  void restart() {
    rowNumbers = null;
    rows = 0;
    size = 0;
    for (int word = 0; word < nulls.length; word++) {
      nulls[word] = 0;
    }
  }

  boolean isFull() {
    return rows == starts.length || size >= maxBytes;
  }

  /** Whether a row of {@code length} bytes can be appended. */
  boolean fits(int length) {
    return rows < starts.length && length <= bytes.length - SLACK - size;
  }

  /**
   * Copies a row that {@linkplain #fits fits}, given as {@link Platform} base and offset.
   *
   * @param rowNumber its number among all rows of the task
   */
  void append(Object base, long offset, int length, long rowNumber) {
    if (rows == 0) {
      firstRowNumber = rowNumber;
    } else if (rowNumbers != null || rowNumber != firstRowNumber + rows) {
      number(rowNumber);
    }
    int start = size;
    copy(base, offset, start, length);
    starts[rows++] = start;
    size = start + length;
    for (int word = 0; word < nulls.length; word++) {
      nulls[word] |= Platform.getLong(bytes, RowLayout.nullWord(word) + start);
    }
  }

  private void copy(Object base, long offset, int start, int length) {
    if (base instanceof byte[] row) {
      // Half as much again per second as the call below, for rows of some hundred bytes.
      System.arraycopy(row, (int) (offset - Platform.BYTE_ARRAY_OFFSET), bytes, start, length);
    } else {
      Platform.copyMemory(base, offset, bytes, Platform.BYTE_ARRAY_OFFSET + (long) start, length);
    }
  }

  private void number(long rowNumber) {
    if (rowNumbers == null) {
      rowNumbers = new long[starts.length];
      for (int row = 0; row < rows; row++) {
        rowNumbers[row] = firstRowNumber + row;
      }
    }
    rowNumbers[rows] = rowNumber;
  }

  /** Whether the page was made for one large row. */
  boolean isOversize() {
    return starts.length == 1;
  }

  /** Bytes that rows may take. */
  int maxBytes() {
    return maxBytes;
  }

  int rows() {
    return rows;
  }

  /** The array that holds the rows. */
  byte[] bytes() {
    return bytes;
  }

  /** The start of each row in {@link #bytes()}; the first {@link #rows()} are valid. */
  int[] starts() {
    return starts;
  }

  /** Number of a row of this page among all rows of the task. */
  long rowNumber(int row) {
    return rowNumbers == null ? firstRowNumber + row : rowNumbers[row];
  }

  /** Whether any row is null in this field; decided while appending, once for 64 fields. */
  boolean hasNull(int ordinal) {
    return (nulls[ordinal >> 6] >>> ordinal & 1) != 0;
  }

  /** Bytes of memory held, filled or not. */
  long heldBytes() {
    return bytes.length + (long) Integer.BYTES * starts.length + (long) Long.BYTES * nulls.length;
  }
}
