package org.parquetext.benchmarks.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.unsafe.Platform;

/** Consecutive rows of one partition, as the bytes of their {@link UnsafeRow}s. */
final class UnsafeRowBatch implements CachedBatch, Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MAX_ROWS = 4096;
  private static final int MAX_BYTES = 64 << 20;
  private static final int INITIAL_BYTES = 1 << 16;

  private final int fields;
  private final byte[] bytes;
  private final int[] ends;

  private UnsafeRowBatch(int fields, byte[] bytes, int[] ends) {
    this.fields = fields;
    this.bytes = bytes;
    this.ends = ends;
  }

  /**
   * Takes the next rows.
   *
   * @param rows {@link UnsafeRow}s, at least one; only their bytes are kept
   */
  static UnsafeRowBatch take(Iterator<InternalRow> rows) {
    byte[] bytes = new byte[INITIAL_BYTES];
    int[] ends = new int[MAX_ROWS];
    int count = 0;
    int size = 0;
    int fields = 0;
    while (count < MAX_ROWS && size < MAX_BYTES && rows.hasNext()) {
      UnsafeRow row = (UnsafeRow) rows.next();
      int end = Math.addExact(size, row.getSizeInBytes());
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
      }
      row.writeToMemory(bytes, (long) Platform.BYTE_ARRAY_OFFSET + size);
      fields = row.numFields();
      ends[count++] = end;
      size = end;
    }
    return new UnsafeRowBatch(fields, Arrays.copyOf(bytes, size), Arrays.copyOf(ends, count));
  }

  @Override
  public int numRows() {
    return ends.length;
  }

  @Override
  public long sizeInBytes() {
    return bytes.length + (long) Integer.BYTES * ends.length;
  }

  /** The rows: one object that points to each in turn, as Spark's generated code hands them out. */
  Iterator<InternalRow> rows() {
    UnsafeRow row = new UnsafeRow(fields);
    return new Iterator<>() {
      private int next;
      private int start;

      @Override
      public boolean hasNext() {
        return next < ends.length;
      }

      @Override
      public InternalRow next() {
        if (next == ends.length) {
          throw new NoSuchElementException();
        }
        int end = ends[next++];
        row.pointTo(bytes, (long) Platform.BYTE_ARRAY_OFFSET + start, end - start);
        start = end;
        return row;
      }
    };
  }
}
