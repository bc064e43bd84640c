package org.parquetext.statistics;

import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/**
 * The smallest or the largest byte string so far. While a batch is gone through it may lie in the
 * batch's own array; {@link #keep} copies it out of there. Not thread-safe.
 */
final class BinaryBound {

  /** Beyond this, memory is not kept for the next page. */
  private static final int MAX_RETAINED_BYTES = 1 << 16;

  private static final byte[] NONE = {};

  private long key;
  private byte[] source = NONE;
  private int start;
  private int length;
  private byte[] kept = NONE;

  /** See {@link BinaryOrder}. */
  long key() {
    return key;
  }

  /** Stands for a value that is before, or after, all others. */
  void clear(long worstKey) {
    key = worstKey;
    source = NONE;
    start = 0;
    length = 0;
    if (kept.length > MAX_RETAINED_BYTES) {
      kept = NONE;
    }
  }

  void set(long newKey, byte[] data, int newStart, int newLength) {
    key = newKey;
    source = data;
    start = newStart;
    length = newLength;
  }

  /** Makes this independent of the caller's array. */
  void keep() {
    if (source != kept) {
      if (kept.length < length) {
        kept = new byte[Math.max(length, Math.min(2 * kept.length, MAX_RETAINED_BYTES))];
      }
      System.arraycopy(source, start, kept, 0, length);
      source = kept;
      start = 0;
    }
  }

  /** Compares this with a value. */
  int compareTo(BinaryOrder order, long otherKey, byte[] data, int otherStart, int otherLength) {
    return key != otherKey
        ? Long.compare(key, otherKey)
        : order.compareTied(source, start, length, data, otherStart, otherLength);
  }

  Binary toBinary() {
    return Binary.fromConstantByteArray(Arrays.copyOfRange(source, start, start + length));
  }
}
