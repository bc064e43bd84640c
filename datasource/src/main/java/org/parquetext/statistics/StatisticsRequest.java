package org.parquetext.statistics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The columns whose exact statistics a write is to tell of each file, beside what its footer says:
 * {@link FileStatistics}. None cost nothing. They do not depend on which statistics the footers
 * have. Immutable; travels to executors.
 */
public final class StatisticsRequest implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final StatisticsRequest NONE = new StatisticsRequest(List.of());

  private final StatisticsColumn[] columns;

  private StatisticsRequest(List<StatisticsColumn> columns) {
    this.columns = columns.toArray(StatisticsColumn[]::new);
  }

  /** No columns. */
  public static StatisticsRequest none() {
    return NONE;
  }

  /** Some columns, which results name by their numbers, from 0. */
  public static StatisticsRequest of(List<StatisticsColumn> columns) {
    return columns.isEmpty() ? NONE : new StatisticsRequest(columns);
  }

  /** The columns, by their numbers. */
  public List<StatisticsColumn> columns() {
    return List.of(columns);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatisticsRequest request && Arrays.equals(columns, request.columns);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(columns);
  }
}
