package org.parquetext.column;

import java.util.List;
import org.parquetext.schema.StatisticsLeaves.LeafRequest;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.ColumnStatistics;

/**
 * What the open chunk tells of a column of a {@code StatisticsRequest}, if it does: gathered page
 * by page from what the pages know for their own statistics. Confined to one thread at a time.
 */
final class ChunkStatistics {

  /** Null if nothing is asked of the column. */
  private final LeafRequest request;

  private final boolean isLeaf;
  private ColumnStatistics gathered;

  /**
   * Of an open chunk without rows.
   *
   * @param request null if nothing is asked
   * @param maxDefinition the definition level of a value of the column
   */
  ChunkStatistics(LeafRequest request, int maxDefinition) {
    this.request = request;
    this.isLeaf = request != null && request.definitionLevel() == maxDefinition;
  }

  /** Takes in a page that ends. */
  void addPage(PageValues values, PageRows rows) {
    if (request == null) {
      return;
    }
    ColumnBounds bounds =
        request.column().hasBounds() ? values.bounds(request.column().maxBytes()) : null;
    ColumnStatistics page = new ColumnStatistics(request.number(), nulls(rows), bounds);
    gathered = gathered == null ? page : gathered.union(page);
  }

  /** Entries whose level says that the column, or a struct around it, is null: one for each row. */
  private long nulls(PageRows rows) {
    if (isLeaf) {
      return rows.entries() - rows.present();
    }
    List<Long> histogram = rows.definitionHistogram();
    long nulls = 0;
    for (int level = 0; level < request.definitionLevel(); level++) {
      nulls += histogram.get(level);
    }
    return nulls;
  }

  /**
   * Those of the chunk, which ends with that.
   *
   * @return null if nothing is asked of the column
   */
  ColumnStatistics finish() {
    ColumnStatistics finished = gathered;
    gathered = null;
    return finished;
  }
}
