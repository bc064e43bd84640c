package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The range of FIXED_LEN_BYTE_ARRAY values: by unsigned bytes, decimals by their number, FLOAT16 as
 * floats.
 */
public final class FixedRange extends ValueRange {

  private final BinaryOrder order;
  private final int width;
  private final BinaryBounds bounds;

  /** An empty range of values of this FIXED_LEN_BYTE_ARRAY type. */
  public FixedRange(PrimitiveType type) {
    super(type);
    order = BinaryOrder.of(type);
    width = type.getTypeLength();
    bounds = new BinaryBounds(order);
  }

  /**
   * Takes in {@code count} values from number {@code from} on; copies at most two of them.
   *
   * @param data value i starts at byte {@code i * width}
   */
  public void update(byte[] data, int from, int count) {
    switch (order) {
      case UNSIGNED -> updateBytes(data, from, count);
      case NUMBER -> updateNumbers(data, from, count);
      case FLOAT16 -> updateFloats(data, from, count);
    }
    bounds.keep();
  }

  private void updateBytes(byte[] data, int from, int count) {
    for (int start = from * width; start < (from + count) * width; start += width) {
      long key = BinaryKey.unsigned(data, start, width);
      if (!bounds.contain(key)) {
        bounds.widen(key, data, start, width);
      }
    }
  }

  private void updateNumbers(byte[] data, int from, int count) {
    for (int start = from * width; start < (from + count) * width; start += width) {
      long key = BinaryKey.number(data, start, width);
      if (!bounds.contain(key)) {
        bounds.widen(key, data, start, width);
      }
    }
  }

  private void updateFloats(byte[] data, int from, int count) {
    for (int start = from * width; start < (from + count) * width; start += width) {
      long key = BinaryKey.float16(data, start);
      if (!bounds.contain(key)) {
        bounds.widen(key, data, start, width);
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
