package org.parquetext.compression;

import java.util.Objects;
import org.parquetext.options.Codec;

/** The checks that all compressors share, since native code writes where it is told to. */
final class CompressedLength {

  /** What every JVM can allocate as one array. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  private CompressedLength() {}

  /**
   * The bound on a compressed length, as an array length.
   *
   * @throws IllegalArgumentException if it is none
   */
  static int checked(Codec codec, int length, long bound) {
    if (length < 0) {
      throw new IllegalArgumentException("Length of a page must not be negative: " + length);
    }
    if (bound > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          "Cannot compress a page of %d bytes with codec `%s`: the result could take %d bytes, more"
                  .formatted(length, codec, bound)
              + " than an array can hold");
    }
    return (int) bound;
  }

  /**
   * Checks the source and the room for the result.
   *
   * @return the bytes that the result may take
   * @throws IndexOutOfBoundsException if one of them is outside its array
   */
  static int checkRanges(
      PageCompressor compressor, byte[] src, int from, int length, byte[] out, int outFrom) {
    Objects.checkFromIndexSize(from, length, src.length);
    int room = compressor.maxCompressedLength(length);
    Objects.checkFromIndexSize(outFrom, room, out.length);
    return room;
  }
}
