package org.parquetext.statistics;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Bounds of byte strings: unsigned bytes, as of strings, cut at a length at which whoever asked for
 * them looks no further, or decimals as big-endian numbers without their scale, whole. Immutable.
 */
public final class BytesBounds implements ColumnBounds {

  private final Order order;
  private final byte[] min;
  private final byte[] max;

  private BytesBounds(Order order, byte[] min, byte[] max) {
    this.order = order;
    this.min = min;
    this.max = max;
  }

  /** Bounds that are whole, or cut to the same length where they were longer. */
  public static BytesBounds of(Order order, byte[] min, byte[] max) {
    return new BytesBounds(order, min.clone(), max.clone());
  }

  /** How the values are compared. */
  public Order order() {
    return order;
  }

  /** The smallest value. */
  public byte[] min() {
    return min.clone();
  }

  /** The largest value. */
  public byte[] max() {
    return max.clone();
  }

  @Override
  public BytesBounds union(ColumnBounds other) {
    BytesBounds others = (BytesBounds) other;
    return new BytesBounds(
        order,
        order.compare(min, others.min) <= 0 ? min : others.min,
        order.compare(max, others.max) >= 0 ? max : others.max);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytesBounds bounds
        && order == bounds.order
        && Arrays.equals(min, bounds.min)
        && Arrays.equals(max, bounds.max);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(min) + Arrays.hashCode(max);
  }

  @Override
  public String toString() {
    return "BytesBounds[%s, %s, %s]".formatted(order, Arrays.toString(min), Arrays.toString(max));
  }

  /** How byte strings are compared. */
  public enum Order {
    /** Byte by byte, unsigned; a prefix before what it begins. */
    UNSIGNED {
      @Override
      int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
      }
    },

    /** Big-endian two's complement numbers. */
    NUMBER {
      @Override
      int compare(byte[] a, byte[] b) {
        return new BigInteger(a).compareTo(new BigInteger(b));
      }
    };

    abstract int compare(byte[] a, byte[] b);
  }
}
