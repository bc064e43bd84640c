package org.parquetext.fingerprint;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import net.jpountz.xxhash.StreamingXXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">XXH64</a> hash, with
 * seed 0, of a sequence of bytes and little-endian numbers. Confined to one thread at a time.
 */
final class HashStream {

  private final StreamingXXHash64 hash = XXHashFactory.fastestJavaInstance().newStreamingHash64(0);
  private final ByteBuffer scratch;
  private final IntBuffer ints;
  private final LongBuffer longs;

  /**
   * An empty sequence.
   *
   * @param scratch little-endian, with an array from 0; holds nothing between two calls, so that
   *     several streams may share it
   */
  HashStream(ByteBuffer scratch) {
    this.scratch = scratch;
    this.ints = scratch.asIntBuffer();
    this.longs = scratch.asLongBuffer();
  }

  void bytes(byte[] values, int from, int length) {
    if (length > 0) {
      hash.update(values, from, length);
    }
  }

  void ints(int[] values, int count) {
    for (int from = 0; from < count; from += ints.capacity()) {
      int length = Math.min(count - from, ints.capacity());
      ints.put(0, values, from, length);
      hash.update(scratch.array(), 0, length * Integer.BYTES);
    }
  }

  void longs(long[] values, int count) {
    for (int from = 0; from < count; from += longs.capacity()) {
      int length = Math.min(count - from, longs.capacity());
      longs.put(0, values, from, length);
      hash.update(scratch.array(), 0, length * Long.BYTES);
    }
  }

  /** One byte, 0 or 1, for each of {@code count} bits. */
  void bits(long[] words, int count) {
    byte[] bytes = scratch.array();
    for (int from = 0; from < count; from += bytes.length) {
      int length = Math.min(count - from, bytes.length);
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (words[from + i >>> 6] >>> from + i & 1);
      }
      hash.update(bytes, 0, length);
    }
  }

  /** The hash of the sequence; begins the next one. */
  long finish() {
    long value = hash.getValue();
    hash.reset();
    return value;
  }
}
