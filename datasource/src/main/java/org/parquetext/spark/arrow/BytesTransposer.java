package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * Columns of strings and binary values: a slot holds the value's offset in the row and its length.
 * The bytes are taken as they are, valid UTF-8 or not.
 */
final class BytesTransposer extends BinaryTransposer {

  BytesTransposer(FieldVector field) {
    super(field);
  }

  @Override
  int locate(Slots slots) {
    byte[] bytes = slots.bytes();
    int[] positions = slots.starts();
    int[] bases = slots.bases();
    int[] valueStarts = starts;
    int[] valueLengths = lengths;
    long from = slots.slot();
    boolean nulls = slots.hasNull();
    int longest = 0;
    for (int i = 0; i < slots.count(); i++) {
      long offsetAndLength = Platform.getLong(bytes, from + positions[i]);
      if (nulls) {
        offsetAndLength &= slots.maskOfValue(i);
      }
      int length = (int) offsetAndLength;
      valueStarts[i] = bases[i] + (int) (offsetAndLength >>> 32);
      valueLengths[i] = length;
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
