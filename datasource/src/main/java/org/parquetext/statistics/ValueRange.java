package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The smallest and the largest of the values seen, in the order that the column's type has in
 * parquet-java. One accumulator serves all pages of a column, cleared between them. Subclasses add
 * {@code update}, one loop over primitive arrays per physical type. Not thread-safe.
 */
public abstract class ValueRange {

  private final PrimitiveType type;

  ValueRange(PrimitiveType type) {
    this.type = type;
  }

  /** Forgets all values. */
  public abstract void clear();

  /** Whether there were no values. */
  public abstract boolean isEmpty();

  /** Updates statistics with the smallest and the largest value, of which there are some. */
  abstract void addBounds(Statistics<?> statistics);

  /**
   * The smallest and the largest value.
   *
   * @param maxBytes where byte strings that are no numbers are cut
   * @return null if there were no values
   */
  public final ColumnBounds bounds(int maxBytes) {
    return isEmpty() ? null : presentBounds(maxBytes);
  }

  /** As {@link #bounds}, of some values; unknown if their order is not one that bounds have. */
  abstract ColumnBounds presentBounds(int maxBytes);

  /** What parquet-java's column writer holds after these values and so many nulls. */
  public final Statistics<?> toStatistics(long nullCount) {
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nullCount);
    if (!isEmpty()) {
      addBounds(statistics);
    }
    return statistics;
  }
}
