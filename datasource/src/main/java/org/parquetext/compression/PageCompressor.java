package org.parquetext.compression;

/**
 * Compresses pages, each on its own. The same bytes give the same result, whatever was compressed
 * before.
 *
 * <p>Not thread-safe: an instance may own a native context, which it keeps until {@link #close()}.
 */
public interface PageCompressor extends AutoCloseable {

  /**
   * The most bytes that {@code length} bytes can become.
   *
   * @throws IllegalArgumentException if that is more than an array can hold
   */
  int maxCompressedLength(int length);

  /**
   * Compresses {@code src[from, from + length)} to {@code out}, starting at {@code outFrom}. Bytes
   * of {@code out} behind the result may have been written to, up to {@link #maxCompressedLength}.
   *
   * @param out has room for {@code maxCompressedLength(length)} bytes; another array than {@code
   *     src}
   * @return the number of compressed bytes
   * @throws IndexOutOfBoundsException if the source is outside its array, or the room too small
   * @throws IllegalArgumentException if the result could be more than an array can hold
   * @throws org.parquetext.WriteException if the codec fails
   */
  int compress(byte[] src, int from, int length, byte[] out, int outFrom);

  /** Frees what is held; the instance cannot compress any more. Idempotent. */
  @Override
  void close();
}
