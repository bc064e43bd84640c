package org.parquetext.spark.arrow;

import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * Where the parts of an {@code UnsafeRow} with a given number of fields lie: a bit set of nulls in
 * whole words, one 8-byte slot per field, then the variable-length values. Immutable.
 *
 * <p>Offsets are for {@link Platform} access to a row at the beginning of a {@code byte[]}; the
 * start of the row in the array is to be added.
 */
final class RowLayout {

  private final int fields;
  private final int nullBytes;

  RowLayout(int fields) {
    this.fields = fields;
    this.nullBytes = UnsafeRow.calculateBitSetWidthInBytes(fields);
  }

  int fields() {
    return fields;
  }

  /** Words of the bit set of nulls. */
  int nullWords() {
    return nullBytes / Long.BYTES;
  }

  /** Bytes of a row without its variable-length values. */
  int fixedBytes() {
    return nullBytes + Long.BYTES * fields;
  }

  /** Offset of one word of the bit set of nulls. */
  static long nullWord(int word) {
    return Platform.BYTE_ARRAY_OFFSET + (long) Long.BYTES * word;
  }

  /** Offset of a field's slot. */
  long slot(int ordinal) {
    return Platform.BYTE_ARRAY_OFFSET + nullBytes + (long) Long.BYTES * ordinal;
  }
}
