package org.parquetext.spark.arrow;

/**
 * A column of a batch has more bytes than are copied at once. The caller goes on with fewer of the
 * rows, or writes them one by one. Internal.
 */
public final class OversizedBatchException extends RuntimeException {

  /** Values of 8 KiB on average, where a batch has 4,096 rows, as those of Spark's readers. */
  static final int MAX_COLUMN_BYTES = 32 << 20;

  private static final long serialVersionUID = 1L;

  /**
   * Says which column.
   *
   * @param column its path, quoted
   * @param values how many of them are too many
   */
  public OversizedBatchException(String column, int values) {
    super(
        "Cannot copy column %s of a batch at once: its %d values have more than %d bytes"
            .formatted(column, values, MAX_COLUMN_BYTES),
        null,
        false,
        false);
  }
}
