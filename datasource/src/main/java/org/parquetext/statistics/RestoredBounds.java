package org.parquetext.statistics;

/**
 * The smallest and the largest of the values that readers will see in place of those in the file.
 * Those need not be made of the smallest and the largest in the file: no calendar promises to keep
 * the order across time zones. Not thread-safe.
 */
public final class RestoredBounds {

  private final ValueRestoration restoration;
  private long min;
  private long max;

  /** Empty bounds. */
  public RestoredBounds(ValueRestoration restoration) {
    this.restoration = restoration;
    clear();
  }

  /**
   * Takes in {@code count} values from {@code values[from]} on.
   *
   * @param scale what a value is multiplied by first
   */
  public void update(long[] values, int from, int count, long scale) {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int i = from; i < from + count; i++) {
      lowest = Math.min(lowest, values[i]);
      highest = Math.max(highest, values[i]);
    }
    if (count > 0 && lowest * scale < restoration.firstUnchanged()) {
      for (int i = from; i < from + count; i++) {
        take(values[i] * scale);
      }
    } else if (count > 0) {
      min = Math.min(min, lowest * scale);
      max = Math.max(max, highest * scale);
    }
  }

  /** As the other, of ints. */
  void update(int[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      take(values[i]);
    }
  }

  private void take(long value) {
    long restored = value < restoration.firstUnchanged() ? restoration.restore(value) : value;
    min = Math.min(min, restored);
    max = Math.max(max, restored);
  }

  /** Forgets all values. */
  public void clear() {
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
  }

  /** The bounds; null if there were no values. */
  public LongBounds bounds() {
    return min <= max ? new LongBounds(min, max) : null;
  }
}
