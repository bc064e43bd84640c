package org.parquetext.spark.write;

import java.util.function.Consumer;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.arrow.OversizedBatchException;

/**
 * In which pieces the rows of batches are written: all of a batch at once, but where that has too
 * many bytes, as with long texts, half as many until it has not. Then twice as many again, the
 * later the more often that was refused: after one large value at once, in a table of them hardly
 * ever. Confined to one thread.
 */
final class BatchPieces {

  private static final int MOST_PATIENCE = 64;

  private int rowsAtOnce = Integer.MAX_VALUE;

  /** Pieces of that size to be taken before larger ones are tried, and how many were. */
  private int patience = 1;

  private int taken;
  private boolean grown;

  /**
   * Writes the rows in order, each once.
   *
   * @param write takes a piece whole or not at all, then with an {@link OversizedBatchException};
   *     must take a single row
   */
  void forEach(BatchRows rows, Consumer<BatchRows> write) {
    int from = 0;
    while (from < rows.count()) {
      int count = Math.min(rowsAtOnce, rows.count() - from);
      try {
        write.accept(count == rows.count() ? rows : rows.slice(from, count));
        from += count;
        took(count);
      } catch (OversizedBatchException e) {
        refused(count);
      }
    }
  }

  private void refused(int count) {
    if (grown) {
      patience = Math.min(MOST_PATIENCE, 2 * patience);
    }
    rowsAtOnce = Math.max(1, count / 2);
    taken = 0;
    grown = false;
  }

  private void took(int count) {
    if (count < rowsAtOnce || ++taken < patience) {
      return;
    }
    patience = grown ? Math.max(1, patience / 2) : patience;
    rowsAtOnce = rowsAtOnce > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * rowsAtOnce;
    taken = 0;
    grown = true;
  }
}
