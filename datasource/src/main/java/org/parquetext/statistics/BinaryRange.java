package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** The range of BINARY values: by unsigned bytes, and by their number if they are decimals. */
public final class BinaryRange extends ValueRange {

  private final BinaryOrder order;
  private final BinaryBounds bounds;

  /** An empty range of values of this BINARY type. */
  public BinaryRange(PrimitiveType type) {
    super(type);
    order = BinaryOrder.of(type);
    bounds = new BinaryBounds(order);
  }

  /**
   * Takes in {@code count} values from number {@code from} on; copies at most two of them.
   *
   * @param starts value i is the bytes of {@code data} from {@code starts[i]} on
   * @param lengths as many as {@code lengths[i]}
   */
  public void update(byte[] data, int[] starts, int[] lengths, int from, int count) {
    if (order == BinaryOrder.NUMBER) {
      updateNumbers(data, starts, lengths, from, count);
    } else {
      updateUnsigned(data, starts, lengths, from, count);
    }
    bounds.keep();
  }

  private void updateUnsigned(byte[] data, int[] starts, int[] lengths, int from, int count) {
    for (int i = from; i < from + count; i++) {
      int start = starts[i];
      int length = lengths[i];
      long key = BinaryKey.unsigned(data, start, length);
      if (!bounds.contain(key)) {
        bounds.widen(key, data, start, length);
      }
    }
  }

  private void updateNumbers(byte[] data, int[] starts, int[] lengths, int from, int count) {
    for (int i = from; i < from + count; i++) {
      int start = starts[i];
      int length = lengths[i];
      long key = BinaryKey.number(data, start, length);
      if (!bounds.contain(key)) {
        bounds.widen(key, data, start, length);
      }
    }
  }

  @Override
  public void clear() {
    bounds.clear();
  }

  @Override
  public boolean isEmpty() {
    return bounds.isEmpty();
  }

  @Override
  ColumnBounds presentBounds(int maxBytes) {
    return bounds.toBounds(maxBytes);
  }

  @Override
  void addBounds(Statistics<?> statistics) {
    bounds.addTo(statistics);
  }
}
