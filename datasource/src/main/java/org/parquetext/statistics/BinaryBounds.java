package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;

/**
 * The smallest and the largest byte string so far; of equal ones, as floats that are not numbers
 * are, the first. Not thread-safe.
 */
final class BinaryBounds {

  private final BinaryOrder order;
  private final BinaryBound min = new BinaryBound();
  private final BinaryBound max = new BinaryBound();
  private boolean empty;

  BinaryBounds(BinaryOrder order) {
    this.order = order;
    clear();
  }

  void clear() {
    min.clear(Long.MAX_VALUE);
    max.clear(Long.MIN_VALUE);
    empty = true;
  }

  boolean isEmpty() {
    return empty;
  }

  /** Whether a value of this key is certainly neither smaller nor larger than all so far. */
  boolean contain(long key) {
    return key > min.key() && key < max.key();
  }

  /** Widens the bounds, where needed, to contain a value that lies in the caller's array. */
  void widen(long key, byte[] data, int start, int length) {
    if (empty) {
      min.set(key, data, start, length);
      max.set(key, data, start, length);
      empty = false;
      return;
    }
    int fromMin = min.compareTo(order, key, data, start, length);
    if (fromMin > 0) {
      min.set(key, data, start, length);
    } else if (fromMin < 0 && max.compareTo(order, key, data, start, length) < 0) {
      max.set(key, data, start, length);
    }
  }

  /** Makes the bounds independent of the callers' arrays. */
  void keep() {
    boolean same = max.isSameAs(min);
    min.keep();
    if (same) {
      max.keepLike(min);
    } else {
      max.keep();
    }
  }

  /**
   * The bounds as they are, or cut; unknown in an order that bounds do not have.
   *
   * @param maxBytes where unsigned bytes are cut
   */
  ColumnBounds toBounds(int maxBytes) {
    return switch (order) {
      case UNSIGNED ->
          BytesBounds.of(BytesBounds.Order.UNSIGNED, min.toBytes(maxBytes), max.toBytes(maxBytes));
      case NUMBER ->
          BytesBounds.of(
              BytesBounds.Order.NUMBER,
              min.toBytes(Integer.MAX_VALUE),
              max.toBytes(Integer.MAX_VALUE));
      case FLOAT16 -> UnknownBounds.INSTANCE;
    };
  }

  void addTo(Statistics<?> statistics) {
    statistics.updateStats(min.toBinary());
    statistics.updateStats(max.toBinary());
  }
}
