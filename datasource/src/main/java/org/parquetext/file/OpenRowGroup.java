package org.parquetext.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.PositionOutputStream;
import org.parquetext.column.ColumnChunk;

/** A row group of which the file does not have all chunks yet. On the file's thread. */
final class OpenRowGroup {

  private final PositionOutputStream out;
  private final int truncateLength;
  private final List<WrittenChunk> chunks = new ArrayList<>();

  /** The chunk that has begun; null if none has. */
  private ChunkWrite writing;

  /**
   * A row group without chunks.
   *
   * @param truncateLength to which the footer truncates the bounds of binary values
   */
  OpenRowGroup(PositionOutputStream out, int truncateLength) {
    this.out = out;
    this.truncateLength = truncateLength;
  }

  void begin(ColumnChunk chunk, ChunkCipher cipher) {
    writing = new ChunkWrite(chunk, cipher, out);
  }

  /**
   * Writes a piece of the chunk that has begun.
   *
   * @return whether there are more
   */
  boolean writeSome() throws IOException {
    if (writing.writeSome()) {
      return true;
    }
    chunks.add(writing.written(truncateLength));
    writing = null;
    return false;
  }

  /** The chunks that are written, in order. */
  List<WrittenChunk> chunks() {
    return chunks;
  }

  /** What the footer says of it when it has all chunks. */
  BlockMetaData metadata(long rows, int ordinal) {
    BlockMetaData metadata = new BlockMetaData();
    long uncompressed = 0;
    for (WrittenChunk chunk : chunks) {
      metadata.addColumn(chunk.metadata());
      uncompressed += chunk.metadata().getTotalUncompressedSize();
    }
    metadata.setRowCount(rows);
    metadata.setTotalByteSize(uncompressed);
    metadata.setOrdinal(ordinal);
    return metadata;
  }
}
