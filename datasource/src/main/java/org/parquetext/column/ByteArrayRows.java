package org.parquetext.column;

import org.apache.arrow.vector.ValueVector;
import org.parquetext.level.LeafColumn;

/**
 * The rows of a column of strings or binaries, whatever they come as: in an Arrow vector, as
 * positions in a dictionary, or scattered over a page of rows. Pages end where they would whichever
 * it is. Confined to one thread at a time.
 */
final class ByteArrayRows {

  private final ArrowByteArrays vectors;
  private final EncodedLengths encoded;

  ByteArrayRows(ArrowByteArrays vectors) {
    this.vectors = vectors;
    this.encoded = new EncodedLengths(vectors);
  }

  /** As {@link ArrowByteArrays#rowsWithin}. */
  int rowsWithin(LeafColumn column, int from, int rows, long bytes) {
    if (column.scattered() != null) {
      return column.scattered().rowsWithin(from, rows, bytes);
    }
    return column.dictionary() == null
        ? vectors.rowsWithin(column.values(), from, rows, bytes)
        : encoded.rowsWithin(column, from, rows, bytes);
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

  /** Reads rows of a column without a dictionary, nulls included with whatever bytes they own. */
  void read(LeafColumn column, int from, int rows, ByteArrays out) {
    if (column.scattered() != null) {
      out.refer(column.scattered(), from, rows);
    } else {
      vectors.read(column.values(), from, rows, out);
    }
  }

  /** Reads entries of a dictionary into an array of their own. */
  void readEntries(ValueVector dictionary, int from, int count, ByteArrays out) {
    vectors.read(dictionary, from, count, out);
  }

  /** Forgets a column that is not read any more. */
  void clear() {
    encoded.clear();
  }
}
