package org.parquetext.compression;

import java.nio.ByteBuffer;
import org.parquetext.options.Codec;

/**
 * LZ4 blocks in the framing of Hadoop's {@code Lz4Codec} (the format's codec {@code LZ4}): frames
 * of the uncompressed length, the compressed length, both four bytes big-endian, and the block.
 *
 * <p>Hadoop reads a block into a buffer of 256 KiB, so longer pages become several frames. Its own
 * writer puts several blocks under one uncompressed length then; Hadoop reads both forms, but other
 * readers (Arrow's) only know frames of one block.
 */
final class Lz4HadoopCompressor implements PageCompressor {

  private static final int HADOOP_BUFFER = 256 << 10;

  /** What Hadoop's {@code BlockCompressorStream} puts into a block: even expanded, it fits. */
  static final int LONGEST_BLOCK = HADOOP_BUFFER - (HADOOP_BUFFER / 255 + 16);

  private static final int HEADER_BYTES = 2 * Integer.BYTES;

  @Override
  public int maxCompressedLength(int length) {
    long wholeFrames = length / LONGEST_BLOCK;
    long bound = wholeFrames * longestFrame(LONGEST_BLOCK) + longestFrame(length % LONGEST_BLOCK);
    return CompressedLength.checked(Codec.LZ4, length, bound);
  }

  private static long longestFrame(int blockLength) {
    return HEADER_BYTES + Lz4Block.maxCompressedLength(blockLength);
  }

  @Override
  public int compress(byte[] src, int from, int length, byte[] out, int outFrom) {
    CompressedLength.checkRanges(this, src, from, length, out, outFrom);
    int compressed = 0;
    int done = 0;
    do {
      int block = Math.min(LONGEST_BLOCK, length - done);
      compressed += frame(src, from + done, block, out, outFrom + compressed);
      done += block;
    } while (done < length);
    return compressed;
  }

  private static int frame(byte[] src, int from, int length, byte[] out, int outFrom) {
    int compressed = Lz4Block.compress(src, from, length, out, outFrom + HEADER_BYTES);
    ByteBuffer.wrap(out, outFrom, HEADER_BYTES).putInt(length).putInt(compressed);
    return HEADER_BYTES + compressed;
  }

  @Override
  public void close() {}
}
