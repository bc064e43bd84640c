package org.parquetext.statistics;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The range of FIXED_LEN_BYTE_ARRAY values (by unsigned bytes; decimals by their number, FLOAT16 as
 * floats), or of INT96 values, which parquet-java compares as big-endian numbers although they are
 * not.
 */
public final class FixedRange extends ValueRange {

  private static final int INT96_BYTES = 12;

  private final BinaryOrder order;
  private final int width;
  private final BinaryBounds bounds;

  /** An empty range of values of this FIXED_LEN_BYTE_ARRAY or INT96 type. */
  public FixedRange(PrimitiveType type) {
    super(type);
    order = BinaryOrder.of(type);
    width =
        type.getPrimitiveTypeName() == PrimitiveTypeName.INT96 ? INT96_BYTES : type.getTypeLength();
    bounds = new BinaryBounds(order);
  }

  /**
   * Takes in {@code count} values from number {@code from} on; copies at most two of them.
   *
   * @param data value i starts at byte {@code i * width}
   */
  public void update(byte[] data, int from, int count) {
    switch (order) {
      case UNSIGNED -> updateBytes(data, from, count, Long.MIN_VALUE);
      case SIGNED -> updateBytes(data, from, count, 0);
      case NUMBER -> updateNumbers(data, from, count);
      case FLOAT16 -> updateFloats(data, from, count);
    }
    bounds.keep();
  }

  private void updateBytes(byte[] data, int from, int count, long signBit) {
    for (int start = from * width; start < (from + count) * width; start += width) {
      long key = BinaryKey.signed(data, start, width) ^ signBit;
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
  void addBounds(Statistics<?> statistics) {
    bounds.addTo(statistics);
  }
}
