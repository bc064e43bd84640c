package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.unsafe.Platform;
import org.parquetext.level.OuterNode;
import org.parquetext.level.StructNode;

/** From structs, which are rows within the row, to one of their fields. */
final class StructDescent extends Descent {

  private final int ordinal;
  private final int slotInStruct;
  private final long nullWord;
  private final Slots fields = Slots.ofChild();

  StructDescent(BufferAllocator allocator, RowLayout layout, int ordinal) {
    super(allocator);
    this.ordinal = ordinal;
    this.slotInStruct = (int) (layout.slot(ordinal) - Platform.BYTE_ARRAY_OFFSET);
    this.nullWord = RowLayout.nullWord(ordinal >> 6);
  }

  @Override
  Slots descend(Slots from, List<OuterNode> outer) {
    outer.add(new StructNode(validity().validity(from)));
    fields.startFields(from);
    fields.nulls(from.hasNull() ? locatePresent(from) : locateAll(from));
    return fields;
  }

  /** Returns whether any field is null. */
  private boolean locateAll(Slots structs) {
    byte[] bytes = structs.bytes();
    int[] starts = fields.starts();
    int[] bases = fields.bases();
    long[] present = fields.present();
    int count = structs.count();
    boolean nulls = false;
    for (int from = 0; from < count; from += Long.SIZE) {
      int to = Math.min(from + Long.SIZE, count);
      long nullBits = 0;
      for (int i = from; i < to; i++) {
        int struct = structs.target(i);
        starts[i] = struct + slotInStruct;
        bases[i] = struct;
        nullBits |= (Platform.getLong(bytes, nullWord + struct) >>> ordinal & 1) << i;
      }
      present[from >> 6] = ~nullBits & ValidityBitmap.full(from >> 6, count);
      nulls |= nullBits != 0;
    }
    return nulls;
  }

  /** A null struct has a field that is null, whose slot is the beginning of the page. */
  private boolean locatePresent(Slots structs) {
    byte[] bytes = structs.bytes();
    int[] starts = fields.starts();
    int[] bases = fields.bases();
    long[] present = fields.present();
    int count = structs.count();
    for (int from = 0; from < count; from += Long.SIZE) {
      int to = Math.min(from + Long.SIZE, count);
      long bits = structs.present()[from >> 6];
      for (int i = from; i < to; i++) {
        if ((bits >>> i & 1) == 0) {
          starts[i] = 0;
          bases[i] = 0;
        } else {
          int struct = structs.target(i);
          starts[i] = struct + slotInStruct;
          bases[i] = struct;
          bits &= ~((Platform.getLong(bytes, nullWord + struct) >>> ordinal & 1) << i);
        }
      }
      present[from >> 6] = bits;
    }
    return true;
  }
}
