package org.parquetext.spark.arrow;

/**
 * Rows of a batch have more bytes than are copied at once, which would be outside of the heap. The
 * caller goes on with fewer of them, or writes them one by one. Internal.
 */
public final class OversizedBatchException extends RuntimeException {

  /** Values of 8 KiB on average, where a batch has 4,096 rows, as those of Spark's readers. */
  static final int MAX_COLUMN_BYTES = 32 << 20;

  private static final int MAX_BATCH_BYTES = 2 * MAX_COLUMN_BYTES;
  private static final long serialVersionUID = 1L;

  /** Says what is too large. */
  public OversizedBatchException(String message) {
    super(message, null, false, false);
  }

  /** A column, by its path, has so many values. */
  static OversizedBatchException ofColumn(String path, int values) {
    return new OversizedBatchException(
        "Cannot copy column %s of a batch at once: its %d values have more than %d bytes"
            .formatted(path, values, MAX_COLUMN_BYTES));
  }

  /** Refuses what all columns together have. */
  static void check(long bytes, int rows) {
    if (bytes > MAX_BATCH_BYTES) {
      throw new OversizedBatchException(
          "Cannot copy %d rows of a batch at once: they have more than %d bytes"
              .formatted(rows, MAX_BATCH_BYTES));
    }
  }
}
