package org.parquetext.verify;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.parquetext.fingerprint.ChunkFingerprint;
import org.parquetext.fingerprint.ChunkHash;

/**
 * What parquet-java decodes of a column chunk.
 *
 * @param rows entries that begin a row
 */
record DecodedChunk(long rows, ChunkFingerprint fingerprint) {

  /**
   * Decodes all pages of a chunk.
   *
   * @param cancellation asked now and then
   */
  static DecodedChunk read(ColumnReader column, Cancellation cancellation) {
    ColumnDescriptor descriptor = column.getDescriptor();
    ChunkHash hash =
        ChunkHash.of(descriptor.getMaxRepetitionLevel(), descriptor.getMaxDefinitionLevel());
    DecodedValues values = DecodedValues.of(descriptor.getPrimitiveType());
    byte[] repetition = new byte[DecodedValues.CAPACITY];
    byte[] definition = new byte[DecodedValues.CAPACITY];
    long rows = 0;
    long left = column.getTotalValueCount();
    while (left > 0) {
      cancellation.check();
      int entries = 0;
      while (entries < Math.min(left, DecodedValues.CAPACITY) && !values.isFull()) {
        repetition[entries] = (byte) column.getCurrentRepetitionLevel();
        definition[entries] = (byte) column.getCurrentDefinitionLevel();
        if (repetition[entries] == 0) {
          rows++;
        }
        if (definition[entries] == descriptor.getMaxDefinitionLevel()) {
          values.take(column);
        }
        column.consume();
        entries++;
      }
      hash.levels(repetition, definition, 0, entries);
      values.drain(hash);
      left -= entries;
    }
    return new DecodedChunk(rows, hash.finish());
  }
}
