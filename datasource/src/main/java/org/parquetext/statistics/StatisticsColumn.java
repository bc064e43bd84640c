package org.parquetext.statistics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A column whose statistics a write is asked for: a leaf of the Parquet schema, or a list, a map or
 * another group as a whole, whose nulls are counted. Immutable.
 */
public final class StatisticsColumn implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int NO_BOUNDS = -1;

  private final String[] path;
  private final int maxBytes;
  private final ValueRestoration restoration;

  private StatisticsColumn(String[] path, int maxBytes, ValueRestoration restoration) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.restoration = restoration;
  }

  /**
   * A column of which the nulls are counted.
   *
   * @param path the names of its structs and its own, as the file has them
   */
  public static StatisticsColumn counted(List<String> path) {
    return new StatisticsColumn(path.toArray(String[]::new), NO_BOUNDS, null);
  }

  /**
   * A leaf of which the bounds are wanted, too.
   *
   * @param path the names of its structs and its own, as the file has them
   * @param maxBytes at which strings and binaries are cut
   */
  public static StatisticsColumn bounded(List<String> path, int maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("Cannot cut bounds at " + maxBytes + " bytes");
    }
    return new StatisticsColumn(path.toArray(String[]::new), maxBytes, null);
  }

  /** This column, with bounds of what readers make of its values: integers or timestamps. */
  public StatisticsColumn restoredBy(ValueRestoration ofValues) {
    return new StatisticsColumn(path, maxBytes, ofValues);
  }

  /** The names of its structs and its own. */
  public List<String> path() {
    return List.of(path);
  }

  /** Whether bounds are wanted. */
  public boolean hasBounds() {
    return maxBytes != NO_BOUNDS;
  }

  /** Where the bounds of strings and binaries are cut. */
  public int maxBytes() {
    return maxBytes;
  }

  /** What readers make of the values; null if they see them as the file has them. */
  public ValueRestoration restoration() {
    return restoration;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatisticsColumn column
        && Arrays.equals(path, column.path)
        && maxBytes == column.maxBytes
        && Objects.equals(restoration, column.restoration);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(path) + maxBytes;
  }

  @Override
  public String toString() {
    return Arrays.toString(path);
  }
}
