package org.parquetext.column;

import org.apache.parquet.column.Encoding;

/**
 * A data page before its compression: repetition levels, definition levels, values.
 *
 * @param bytes holds the page from {@code from} on; only valid until the next page
 * @param length bytes of the page
 * @param repetitionBytes bytes of the repetition levels, with all that belongs to them
 * @param definitionBytes bytes of the definition levels, with all that belongs to them
 * @param entries level entries, with a value or without
 * @param nulls entries without
 * @param encoding the encoding of the values, as the page's version names it
 */
record DataPage(
    byte[] bytes,
    int from,
    int length,
    int repetitionBytes,
    int definitionBytes,
    int rows,
    int entries,
    int nulls,
    Encoding encoding) {

  /** Bytes before the values. */
  int levelBytes() {
    return repetitionBytes + definitionBytes;
  }
}
