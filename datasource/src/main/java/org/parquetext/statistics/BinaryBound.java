package org.parquetext.statistics;

import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/**
 * The smallest or the largest byte string so far. While a batch is gone through it may lie in the
 * batch's own array; {@link #keep} copies it out of there: a short one into an array that is used
 * again and again, a long one into an array of its own, which nobody ever writes to again. Not
 * thread-safe.
 */
final class BinaryBound {

  /** The longest byte string whose array is used again. */
  static final int MAX_REUSED_BYTES = 1 << 16;

  private static final byte[] NONE = {};

  private long key;
  private byte[] source = NONE;
  private int start;
  private int length;
  private boolean kept;
  private byte[] reused = NONE;

  /** See {@link BinaryOrder}. */
  long key() {
    return key;
  }

  /** Stands for a value that is before, or after, all others. */
  void clear(long worstKey) {
    set(worstKey, NONE, 0, 0);
  }

  void set(long newKey, byte[] data, int newStart, int newLength) {
    key = newKey;
    source = data;
    start = newStart;
    length = newLength;
    kept = false;
  }

  /** Makes this independent of the caller's array. */
  void keep() {
    if (kept) {
      return;
    }
    if (length > MAX_REUSED_BYTES) {
      source = Arrays.copyOfRange(source, start, start + length);
    } else {
      if (reused.length < length) {
        reused = new byte[Math.max(length, Math.min(2 * reused.length, MAX_REUSED_BYTES))];
      }
      System.arraycopy(source, start, reused, 0, length);
      source = reused;
    }
    start = 0;
    kept = true;
  }

  /** As {@link #keep}, where this is the other one's byte string: a long one is held once. */
  void keepLike(BinaryBound other) {
    if (other.length > MAX_REUSED_BYTES) {
      source = other.source;
      start = other.start;
      kept = true;
    } else {
      keep();
    }
  }

  /** Whether this is the same byte string in the same array. */
  boolean isSameAs(BinaryBound other) {
    return source == other.source && start == other.start && length == other.length;
  }

  /** Compares this with a value. */
  int compareTo(BinaryOrder order, long otherKey, byte[] data, int otherStart, int otherLength) {
    return key != otherKey
        ? Long.compare(key, otherKey)
        : order.compareTied(source, start, length, data, otherStart, otherLength);
  }

  /** The first bytes, at most so many, copied; only when {@linkplain #keep kept}. */
  byte[] toBytes(int maxBytes) {
    return Arrays.copyOfRange(source, start, start + Math.min(length, maxBytes));
  }

  /** The byte string, copied unless it is long; only when {@linkplain #keep kept}. */
  Binary toBinary() {
    return Binary.fromConstantByteArray(
        length > MAX_REUSED_BYTES ? source : Arrays.copyOf(source, length));
  }
}
