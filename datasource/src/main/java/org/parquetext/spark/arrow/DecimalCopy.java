package org.parquetext.spark.arrow;

import java.math.BigInteger;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;

/**
 * Copies decimals, widened to 128 bits. Spark's writable vectors hold the unscaled value as an int,
 * a long, or big-endian bytes, by the precision of their type.
 */
final class DecimalCopy implements ValueCopy {

  private static final int WIDTH = 16;

  private final DecimalType type;
  private final ColumnPath path;

  /** The first number that has more digits than the type, in two halves. */
  private final long boundHigh;

  private final long boundLow;

  DecimalCopy(DecimalType type, ColumnPath path) {
    this.type = type;
    this.path = path;
    BigInteger bound = BigInteger.TEN.pow(type.precision());
    this.boundHigh = bound.shiftRight(Long.SIZE).longValue();
    this.boundLow = bound.longValue();
  }

  @Override
  public void copy(ColumnVector from, Cells cells, FieldVector to) {
    long address = to.getDataBufferAddress();
    if (!FixedCopy.isBulk(from, cells) || !type.equals(from.dataType())) {
      any(from, cells, address);
    } else if (type.precision() <= Decimal.MAX_INT_DIGITS()) {
      ints(from.getInts(cells.from(), cells.count()), address);
    } else if (type.precision() <= Decimal.MAX_LONG_DIGITS()) {
      longs(from.getLongs(cells.from(), cells.count()), address);
    } else {
      bytes(from, cells, address);
    }
  }

  private static void ints(int[] unscaled, long address) {
    for (int i = 0; i < unscaled.length; i++) {
      put(unscaled[i] >> 31, unscaled[i], address, i);
    }
  }

  private static void longs(long[] unscaled, long address) {
    for (int i = 0; i < unscaled.length; i++) {
      put(unscaled[i] >> 63, unscaled[i], address, i);
    }
  }

  private void bytes(ColumnVector from, Cells cells, long address) {
    for (int i = 0; i < cells.count(); i++) {
      if (!cells.isNull(i)) {
        byte[] bytes = from.getBinary(cells.at(i));
        long low = bytes[0] < 0 ? -1 : 0;
        long high = low;
        for (byte next : bytes) {
          high = high << Byte.SIZE | low >>> Long.SIZE - Byte.SIZE;
          low = low << Byte.SIZE | next & 0xFF;
        }
        if (bytes.length <= WIDTH && isWithinBound(high, low)) {
          put(high, low, address, i);
        } else {
          one(from, cells, i, address);
        }
      }
    }
  }

  private boolean isWithinBound(long high, long low) {
    long negative = high >> 63;
    // The complement of a negative number is one less than its amount, and so is its bound here;
    // no power of ten has a lower half of 0.
    long amountHigh = high ^ negative;
    long amountLow = low ^ negative;
    return amountHigh < boundHigh
        || amountHigh == boundHigh && Long.compareUnsigned(amountLow, boundLow + negative) < 0;
  }

  /** As rows do: a decimal of another precision or scale takes that of the column, if it fits. */
  private void any(ColumnVector from, Cells cells, long address) {
    for (int i = 0; i < cells.count(); i++) {
      if (!cells.isNull(i)) {
        one(from, cells, i, address);
      }
    }
  }

  private void one(ColumnVector from, Cells cells, int position, long address) {
    Decimal value = from.getDecimal(cells.at(position), type.precision(), type.scale());
    BigInteger unscaled = fitting(value, cells, position).toJavaBigDecimal().unscaledValue();
    put(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue(), address, position);
  }

  private Decimal fitting(Decimal value, Cells cells, int position) {
    if (value.precision() == type.precision() && value.scale() == type.scale()) {
      return value;
    }
    Decimal changed = value.clone();
    if (!changed.changePrecision(type.precision(), type.scale())) {
      throw DecimalCheck.refused(path, cells.rowNumber(position), value, type);
    }
    return changed;
  }

  private static void put(long high, long low, long address, int position) {
    long at = address + (long) WIDTH * position;
    Platform.putLong(null, at, low);
    Platform.putLong(null, at + Long.BYTES, high);
  }
}
