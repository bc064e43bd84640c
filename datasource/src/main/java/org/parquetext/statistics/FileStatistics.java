package org.parquetext.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a write that was asked by a {@link StatisticsRequest} says of one file. Immutable. */
public final class FileStatistics {

  private static final FileStatistics NONE = new FileStatistics(new ColumnStatistics[0]);

  private final ColumnStatistics[] columns;

  private FileStatistics(ColumnStatistics[] columns) {
    this.columns = columns;
  }

  /** Nothing. */
  public static FileStatistics none() {
    return NONE;
  }

  /** Those of some columns, in any order. */
  public static FileStatistics of(List<ColumnStatistics> columns) {
    return columns.isEmpty() ? NONE : new FileStatistics(columns.toArray(ColumnStatistics[]::new));
  }

  /** All columns of the file that were asked for; none of a file without rows. */
  public List<ColumnStatistics> columns() {
    return List.of(columns);
  }

  /**
   * A column by its number in the request; empty if the file does not have the column, or no rows.
   */
  public Optional<ColumnStatistics> column(int number) {
    return Arrays.stream(columns).filter(column -> column.column() == number).findFirst();
  }
}
