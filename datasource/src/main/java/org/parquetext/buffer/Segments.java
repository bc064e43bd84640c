package org.parquetext.buffer;

/**
 * Where a {@link ChunkBuffer} gets its segments, and takes them when their bytes are not needed any
 * more. Thread-safe.
 */
public interface Segments {

  /** The least length of a segment in bytes. */
  int MIN_BYTES = 1 << 10;

  /** The greatest length of a segment in bytes. */
  int MAX_BYTES = 1 << 18;

  /** Segments that are made when they are taken, and not used again. */
  Segments UNPOOLED =
      new Segments() {
        @Override
        public byte[] take(int length) {
          return new byte[length];
        }

        @Override
        public void giveBack(byte[] segment) {
          // Left to the garbage collector.
        }
      };

  /**
   * A segment that nobody else has. What it holds is undefined: bytes of another column, as a rule.
   *
   * @param length a power of two from {@value #MIN_BYTES} to {@value #MAX_BYTES}
   */
  byte[] take(int length);

  /** Takes a segment back, which the caller must not touch from now on. At most once each. */
  void giveBack(byte[] segment);
}
