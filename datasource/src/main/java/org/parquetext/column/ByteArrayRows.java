package org.parquetext.column;

import org.parquetext.level.LeafColumn;

/**
 * Measures and reads the rows of columns of strings or binaries: an Arrow vector's, those whose
 * values stand in a dictionary, and those whose bytes are scattered. Pages end where they would
 * whichever it is. Confined to one thread at a time.
 */
final class ByteArrayRows {

  private final ArrowByteArrays vectors;
  private final EncodedLengths encoded;

  ByteArrayRows(ArrowByteArrays vectors) {
    this.vectors = vectors;
    this.encoded = new EncodedLengths(vectors);
  }

  /** The reader of vectors. */
  ArrowByteArrays vectors() {
    return vectors;
  }

  /** As {@link ArrowByteArrays#rowsWithin}. */
  int rowsWithin(LeafColumn column, int from, int rows, long bytes) {
    if (column.scattered() != null) {
      return scatteredWithin(column.scattered().lengths(), from, rows, bytes);
    }
    return column.dictionary() == null
        ? vectors.rowsWithin(column.values(), from, rows, bytes)
        : encoded.rowsWithin(column, from, rows, bytes);
  }

  private static int scatteredWithin(int[] lengths, int from, int rows, long bytes) {
    long used = 0;
    for (int i = 0; i < rows; i++) {
      used += Integer.BYTES + lengths[from + i];
      if (used > bytes) {
        return i;
      }
    }
    return rows;
  }

  /** As {@link ArrowByteArrays#bytes}. */
  long bytes(LeafColumn column, int from, int rows) {
    if (column.scattered() != null) {
      return column.scattered().bytes(from, rows) + (long) Integer.BYTES * rows;
    }
    return column.dictionary() == null
        ? vectors.bytes(column.values(), from, rows)
        : encoded.bytes(column, from, rows);
  }

  /** Forgets a column that is not read any more. */
  void clear() {
    encoded.clear();
  }
}
