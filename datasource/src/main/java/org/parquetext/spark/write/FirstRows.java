package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.parquetext.WriteException;
import org.parquetext.spark.arrow.UnsafeRowConverter;
import org.parquetext.spark.conf.WriteColumns;

/**
 * Copies of the first rows of a directory, until there are as many as the built-in writer looks at
 * to infer how variants are shredded: 4,096 rows, those that exceed 64 MiB, or those of a file. Not
 * thread-safe.
 */
final class FirstRows {

  private static final int MAX_ROWS = 4096;
  private static final long MAX_BYTES = 64L << 20;

  private final UnsafeRowConverter converter;
  private final int maxRows;
  private final long maxBytes;
  private final List<InternalRow> rows = new ArrayList<>();
  private final long[] numbers;
  private long bytes;

  /**
   * No rows yet.
   *
   * @param maxRecordsPerFile rows of a file, 0 without a limit
   * @param directories whose first rows a task may keep at a time; they share the bytes
   */
  FirstRows(WriteColumns columns, long maxRecordsPerFile, int directories) {
    this.converter = new UnsafeRowConverter(columns.rows());
    this.maxRows = maxRecordsPerFile == 0 ? MAX_ROWS : (int) Math.min(MAX_ROWS, maxRecordsPerFile);
    this.maxBytes = MAX_BYTES / directories;
    this.numbers = new long[maxRows];
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
    numbers[rows.size()] = rowNumber;
    rows.add(copy);
    bytes += copy.getSizeInBytes();
  }

  /** Whether there are rows enough. */
  boolean areEnough() {
    return rows.size() >= maxRows || bytes > maxBytes;
  }

  List<InternalRow> rows() {
    return rows;
  }

  /** What a message calls the row at a position of {@link #rows()}. */
  long number(int position) {
    return numbers[position];
  }
}
