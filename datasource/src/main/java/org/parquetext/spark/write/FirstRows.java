package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.parquetext.WriteException;
import org.parquetext.spark.arrow.UnsafeRowConverter;

/**
 * Copies of the first rows of a directory, until there are as many as the built-in writer looks at
 * to infer how variants are shredded: 4,096 rows, those that exceed 64 MiB, or those of a file. Not
 * thread-safe.
 */
final class FirstRows {

  private static final int MAX_ROWS = 4096;
  private static final long MAX_BYTES = 64L << 20;

  private final UnsafeRowConverter converter;
  private final long maxRows;
  private List<InternalRow> rows = new ArrayList<>();
  private long bytes;

  /**
   * No rows yet.
   *
   * @param maxRecordsPerFile rows of a file, 0 without a limit
   */
  FirstRows(WriteColumns columns, long maxRecordsPerFile) {
    this.converter = new UnsafeRowConverter(columns.rows());
    this.maxRows = maxRecordsPerFile == 0 ? MAX_ROWS : Math.min(MAX_ROWS, maxRecordsPerFile);
  }

  /**
   * Keeps a copy of a row.
   *
   * @param rowNumber what a message calls the row
   * @throws WriteException when a decimal does not fit its type
   */
  void add(InternalRow row, long rowNumber) {
    UnsafeRow copy =
        row instanceof UnsafeRow given ? given.copy() : converter.convert(row, rowNumber).copy();
    rows.add(copy);
    bytes += copy.getSizeInBytes();
  }

  /** Whether there are rows enough. */
  boolean areEnough() {
    return rows.size() >= maxRows || bytes > MAX_BYTES;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Gives the rows away. */
  List<InternalRow> take() {
    List<InternalRow> taken = rows;
    rows = new ArrayList<>();
    bytes = 0;
    return taken;
  }
}
