package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.Platform;
import org.parquetext.level.ListNode;
import org.parquetext.level.OuterNode;
import org.parquetext.level.StructNode;

/**
 * From arrays to their elements, or from maps to their keys or values, which are two arrays one
 * behind the other. An {@code UnsafeArrayData} is its length in 8 bytes, a bit set of nulls in
 * whole words, and the elements, each of the width of its type or as the 8 bytes of offset and
 * length.
 */
final class ListDescent extends Descent {

  private final Items items;
  private final int width;
  private final NodeBuffer offsets;
  private final Slots elements = Slots.ofChild();

  /** {@code width} is what an element takes in the array, in bytes. */
  ListDescent(BufferAllocator allocator, Items items, int width) {
    super(allocator);
    this.items = items;
    this.width = width;
    this.offsets = new NodeBuffer(allocator);
  }

  /** What an element of a type takes in an array: its own size, or an offset and a length. */
  static int width(DataType type) {
    if (type instanceof BooleanType || type instanceof ByteType) {
      return Byte.BYTES;
    }
    if (type instanceof ShortType) {
      return Short.BYTES;
    }
    boolean ofFourBytes =
        type instanceof IntegerType
            || type instanceof DateType
            || type instanceof FloatType
            || type instanceof YearMonthIntervalType;
    return ofFourBytes ? Integer.BYTES : Long.BYTES;
  }

  @Override
  Slots descend(Slots from, List<OuterNode> outer) {
    ArrowBuf ends = offsets.reserve((long) Integer.BYTES * (from.count() + 1L));
    int count = writeOffsets(from, ends.memoryAddress());
    elements.startItems(from, count, ends.memoryAddress());
    boolean nulls = locate(from);
    if (nulls) {
      markNulls(from);
    }
    elements.nulls(nulls);
    outer.add(ListNode.of(validity().validity(from), ends));
    if (items != Items.ELEMENTS) {
      outer.add(new StructNode(validity().empty()));
    }
    return elements;
  }

  /** Where the array begins in the page: in the slot, or within the map that the slot points to. */
  private int array(Slots lists, int list) {
    int target = lists.target(list);
    if (items == Items.ELEMENTS) {
      return target;
    }
    int keys = target + Long.BYTES;
    return items == Items.KEYS ? keys : keys + (int) word(lists.bytes(), target);
  }

  private static long word(byte[] bytes, int at) {
    return Platform.getLong(bytes, Platform.BYTE_ARRAY_OFFSET + (long) at);
  }

  /** Returns the number of items; a null list has none. */
  private int writeOffsets(Slots lists, long address) {
    int end = 0;
    Platform.putInt(null, address, 0);
    for (int list = 0; list < lists.count(); list++) {
      if (!lists.isNull(list)) {
        end += (int) word(lists.bytes(), array(lists, list));
      }
      Platform.putInt(null, address + (long) Integer.BYTES * (list + 1), end);
    }
    return end;
  }

  /** Returns whether any item may be null. */
  private boolean locate(Slots lists) {
    byte[] bytes = lists.bytes();
    int[] starts = elements.starts();
    int[] bases = elements.bases();
    int item = 0;
    long nulls = 0;
    for (int list = 0; list < lists.count(); list++) {
      if (lists.isNull(list)) {
        continue;
      }
      int array = array(lists, list);
      int length = (int) word(bytes, array);
      int start = array + UnsafeArrayData.calculateHeaderPortionInBytes(length);
      for (int at = array + Long.BYTES; at < start; at += Long.BYTES) {
        nulls |= word(bytes, at);
      }
      for (int end = item + length; item < end; item++) {
        starts[item] = start;
        bases[item] = array;
        start += width;
      }
    }
    return nulls != 0;
  }

  private void markNulls(Slots lists) {
    byte[] bytes = lists.bytes();
    elements.fillPresent();
    int item = 0;
    for (int list = 0; list < lists.count(); list++) {
      if (lists.isNull(list)) {
        continue;
      }
      int array = array(lists, list);
      int length = (int) word(bytes, array);
      for (int done = 0; done < length; done += Long.SIZE) {
        long bits = word(bytes, array + Long.BYTES + (done >> 3));
        elements.markNulls(item + done, bits & ValidityBitmap.full(done >> 6, length));
      }
      item += length;
    }
  }

  @Override
  public void close() {
    super.close();
    offsets.close();
  }

  /** What the items of the list are. */
  enum Items {
    /** Of an array. */
    ELEMENTS,
    /** Of a map. */
    KEYS,
    /** Of a map. */
    VALUES
  }
}
