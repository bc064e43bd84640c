package org.parquetext.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.parquetext.options.WriteOptions;

/**
 * Where row groups may begin, so that few of them lie across blocks of the file system: as in
 * parquet-java's {@code ParquetFileWriter.PaddingAlignment}, what is left of a block is filled up
 * if that takes no more than the padding allowed, and is else the bytes that the next row group
 * gets.
 */
final class RowGroupAlignment {

  private static final byte[] ZEROS = new byte[4096];

  private final boolean hasBlocks;
  private final long blockBytes;
  private final long rowGroupBytes;
  private final long maxPadding;

  private RowGroupAlignment(boolean hasBlocks, long blockBytes, WriteOptions options) {
    this.hasBlocks = hasBlocks;
    this.blockBytes = blockBytes;
    this.rowGroupBytes = options.rowGroupSizeBytes();
    this.maxPadding = options.maxPadding();
  }

  /** The alignment in a file; none where its file system does not tell of blocks. */
  static RowGroupAlignment of(OutputFile file, WriteOptions options) throws IOException {
    try {
      boolean hasBlocks = file.supportsBlockSize();
      long rowGroupBytes = options.rowGroupSizeBytes();
      long blockBytes =
          hasBlocks ? Math.max(file.defaultBlockSize(), rowGroupBytes) : rowGroupBytes;
      return new RowGroupAlignment(hasBlocks, blockBytes, options);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether the bytes of a row group depend on where it begins. */
  boolean hasBlocks() {
    return hasBlocks;
  }

  /** The bytes of a block that the file system is asked for. */
  long blockBytes() {
    return blockBytes;
  }

  /** Leaves out what a row group should not begin in. */
  void pad(PositionOutputStream out) throws IOException {
    long left = left(out.getPos());
    if (!hasBlocks || left > maxPadding) {
      return;
    }
    for (; left > 0; left -= ZEROS.length) {
      out.write(ZEROS, 0, (int) Math.min(ZEROS.length, left));
    }
  }

  /** The bytes at which a row group ends that follows a position. */
  long rowGroupBytes(long position) {
    long left = left(position);
    boolean padded = left <= maxPadding;
    return !hasBlocks || maxPadding == 0 || padded ? rowGroupBytes : Math.min(left, rowGroupBytes);
  }

  private long left(long position) {
    return blockBytes - position % blockBytes;
  }
}
