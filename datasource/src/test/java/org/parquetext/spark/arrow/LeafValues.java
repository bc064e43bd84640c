package org.parquetext.spark.arrow;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.ListNode;
import org.parquetext.level.OuterNode;

/** The rows of a leaf column in the form of {@link LeafPath}, one position after the other. */
final class LeafValues {

  private final LeafColumn column;

  private LeafValues(LeafColumn column) {
    this.column = column;
  }

  static List<Object> of(LeafColumn column, int rows) {
    LeafValues values = new LeafValues(column);
    List<Object> result = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      result.add(values.value(0, row));
    }
    return result;
  }

  private Object value(int depth, int position) {
    if (depth == column.depth()) {
      return column.values().isNull(position)
          ? LeafPath.nullAt(depth)
          : ColumnValues.value(column, position);
    }
    OuterNode node = column.outer(depth);
    if (isNull(node.validity(), position)) {
      return LeafPath.nullAt(depth);
    }
    if (!(node instanceof ListNode)) {
      return value(depth + 1, position);
    }
    ArrowBuf offsets = offsets((ListNode) node);
    List<Object> items = new ArrayList<>();
    int end = offsets.getInt((long) Integer.BYTES * (position + 1));
    for (int item = offsets.getInt((long) Integer.BYTES * position); item < end; item++) {
      items.add(value(depth + 1, item));
    }
    return items;
  }

  private static boolean isNull(ArrowBuf validity, int position) {
    return validity.capacity() > 0 && (validity.getByte(position >> 3) >>> (position & 7) & 1) == 0;
  }

  private static ArrowBuf offsets(ListNode list) {
    try {
      Field field = ListNode.class.getDeclaredField("offsets");
      field.setAccessible(true);
      return (ArrowBuf) field.get(list);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
