package org.parquetext.spark.write;

import java.util.function.Consumer;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.arrow.OversizedBatchException;

/**
 * In which pieces the rows of batches are written: all of a batch at once, but where that has too
 * many bytes, as with long texts, so many as were not too many the last time, and carefully more
 * again. Confined to one thread.
 */
final class BatchPieces {

  private int rowsAtOnce = Integer.MAX_VALUE;

  /**
   * Writes the rows in order, each once.
   *
   * @param write takes a piece whole or not at all, then with an {@link OversizedBatchException};
   *     must take a single row
   */
  void forEach(BatchRows rows, Consumer<BatchRows> write) {
    int from = 0;
    boolean refused = false;
    while (from < rows.count()) {
      int count = Math.min(rowsAtOnce, rows.count() - from);
      try {
        write.accept(count == rows.count() ? rows : rows.slice(from, count));
        from += count;
      } catch (OversizedBatchException e) {
        rowsAtOnce = Math.max(1, count / 2);
        refused = true;
      }
    }
    if (!refused) {
      rowsAtOnce = rowsAtOnce > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * rowsAtOnce;
    }
  }
}
