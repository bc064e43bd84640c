package org.parquetext.spark.arrow;

import java.util.Arrays;

/**
 * Some rows of a columnar batch in the order in which they are written: a range of positions, or
 * any positions one by one. Internal. Immutable as long as nobody changes the array given.
 */
public final class BatchRows {

  /** Null where the positions are a range. */
  private final int[] positions;

  private final int from;
  private final int count;

  private BatchRows(int[] positions, int from, int count) {
    this.positions = positions;
    this.from = from;
    this.count = count;
  }

  /** {@code count} rows from {@code from} on. */
  public static BatchRows range(int from, int count) {
    return new BatchRows(null, from, count);
  }

  /** The rows at the first {@code count} of {@code positions}; kept, not copied. */
  public static BatchRows of(int[] positions, int count) {
    int first = count == 0 ? 0 : positions[0];
    return isRange(positions, count) ? range(first, count) : new BatchRows(positions, first, count);
  }

  private static boolean isRange(int[] positions, int count) {
    for (int i = 1; i < count; i++) {
      if (positions[i] != positions[0] + i) {
        return false;
      }
    }
    return true;
  }

  /** How many they are. */
  public int count() {
    return count;
  }

  /** The position of a row in the batch. */
  public int at(int row) {
    return positions == null ? from + row : positions[row];
  }

  /** {@code length} of these rows from number {@code start} on. */
  public BatchRows slice(int start, int length) {
    return positions == null
        ? range(from + start, length)
        : of(Arrays.copyOfRange(positions, start, start + length), length);
  }

  boolean isRange() {
    return positions == null;
  }

  /** The first position. */
  int from() {
    return from;
  }

  /** All positions; only where they are no range. */
  int[] positions() {
    return positions;
  }
}
