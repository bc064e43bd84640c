package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.unsafe.Platform;

/**
 * One of the two parts of a variant, as {@code VariantVal.readFromUnsafeRow} finds them: where the
 * slot points to, 4 bytes with the length of the value, the value, and the metadata in the rest.
 */
final class VariantPartTransposer extends BinaryTransposer {

  private final Part part;

  VariantPartTransposer(FieldVector field, Part part) {
    super(field);
    this.part = part;
  }

  @Override
  int locate(Slots slots) {
    int longest = 0;
    for (int i = 0; i < slots.count(); i++) {
      if (slots.isNull(i)) {
        starts[i] = 0;
        lengths[i] = 0;
      } else {
        locate(slots, i);
      }
      longest = Math.max(longest, lengths[i]);
    }
    return longest;
  }

  private void locate(Slots slots, int position) {
    int target = slots.target(position);
    int value = target + Integer.BYTES;
    int valueLength = Platform.getInt(slots.bytes(), Platform.BYTE_ARRAY_OFFSET + (long) target);
    if (part == Part.VALUE) {
      starts[position] = value;
      lengths[position] = valueLength;
    } else {
      starts[position] = value + valueLength;
      lengths[position] = slots.length(position) - Integer.BYTES - valueLength;
    }
  }

  /** In the order of the Parquet group. */
  enum Part {
    VALUE,
    METADATA
  }
}
