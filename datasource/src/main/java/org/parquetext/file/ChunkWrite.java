package org.parquetext.file;

import java.io.IOException;
import org.apache.parquet.io.PositionOutputStream;
import org.parquetext.column.ColumnChunk;

/**
 * A column chunk on its way into the file, piece by piece: a segment of memory at a time, or, if it
 * is encrypted, all at once. Good for one chunk, on the file's thread.
 */
final class ChunkWrite {

  private final ColumnChunk chunk;
  private final ChunkCipher cipher;
  private final PositionOutputStream out;

  /** Null before the first piece. */
  private WrittenPages pages;

  ChunkWrite(ColumnChunk chunk, ChunkCipher cipher, PositionOutputStream out) {
    this.chunk = chunk;
    this.cipher = cipher;
    this.out = out;
  }

  /**
   * Writes the next piece, the first one where the stream stands.
   *
   * @return whether there are more
   */
  boolean writeSome() throws IOException {
    if (cipher.isEncrypted()) {
      pages = new PageSealer(chunk, cipher, out).write();
      return false;
    }
    if (pages == null) {
      pages = WrittenPages.of(chunk, out.getPos());
    }
    return chunk.writeSome(out);
  }

  /**
   * The chunk, when all of it is written.
   *
   * @param truncateLength to which the footer truncates the bounds of binary values
   */
  WrittenChunk written(int truncateLength) {
    return WrittenChunk.of(chunk, pages, truncateLength, cipher);
  }
}
