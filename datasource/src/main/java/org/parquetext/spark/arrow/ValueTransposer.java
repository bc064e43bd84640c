package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.Decimal;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.OuterNode;

/**
 * Produces the column of one leaf from its slots in a page. Subclasses differ in how the values lie
 * in the slots and in the column; each goes through them in one primitive loop per page, and copies
 * them into a vector if they are of fixed width.
 *
 * <p>Owns one vector, allocated at the first page for a full page of rows and used again for every
 * page; it grows when lists hold more values than that. Confined to one thread at a time.
 */
abstract class ValueTransposer implements AutoCloseable {

  final FieldVector vector;

  /** {@code vector} is closed with this. */
  ValueTransposer(FieldVector vector) {
    this.vector = vector;
  }

  /**
   * The transposer for values that lie in the slots as the type of {@code vector} tells, one that
   * {@link SparkArrowSchema} makes.
   */
  static ValueTransposer of(FieldVector vector) {
    return switch (vector.getMinorType()) {
      case BIT -> new BooleanTransposer(vector);
      case TINYINT -> new ByteTransposer(vector);
      case SMALLINT -> new ShortTransposer(vector);
      case INT, FLOAT4, DATEDAY -> new IntTransposer(vector);
      case BIGINT, FLOAT8, TIMESTAMPMICROTZ, TIMESTAMPMICRO, DURATION, TIMENANO ->
          new LongTransposer(vector);
      case DECIMAL ->
          isLong((ArrowType.Decimal) vector.getField().getType())
              ? new LongDecimalTransposer(vector)
              : new WideDecimalTransposer(vector);
      case VARCHAR, VARBINARY -> new BytesTransposer(vector);
      default -> throw new IllegalArgumentException("No rows are made into " + vector.getField());
    };
  }

  private static boolean isLong(ArrowType.Decimal type) {
    return type.getPrecision() <= Decimal.MAX_LONG_DIGITS();
  }

  /** The column below {@code outer}; valid until the next call, and as long as the page is. */
  final LeafColumn transpose(OuterNode[] outer, Slots slots) {
    if (!isCapacityFor(slots.count())) {
      vector.setInitialCapacity(capacityFor(slots.count()));
      vector.allocateNew();
    }
    copyValues(slots);
    writeValidity(slots, vector.getValidityBufferAddress());
    vector.setValueCount(slots.count());
    return column(LeafColumn.nested(outer, vector), slots);
  }

  /** The column, given that of the vector, which is all of it where the values are in there. */
  LeafColumn column(LeafColumn ofVector, Slots slots) {
    return ofVector;
  }

  /** Arrow rounds a capacity up to something below the double. */
  private boolean isCapacityFor(int positions) {
    int capacity = vector.getValueCapacity();
    return positions <= capacity
        && (capacity <= 2 * Slots.RETAINED || positions > Slots.RETAINED)
        && capacity > 0;
  }

  /** Positions to allocate for: whole words of the bitmaps. */
  static int capacityFor(int positions) {
    return Math.max(RowPage.MAX_ROWS, Long.SIZE * ValidityBitmap.words(positions));
  }

  /** Copies the values of all slots; what it writes for a null is of no meaning. */
  abstract void copyValues(Slots slots);

  void writeValidity(Slots slots, long address) {
    if (slots.hasNull()) {
      ValidityBitmap.copy(slots.present(), slots.count(), address);
    } else {
      ValidityBitmap.fill(address, slots.count());
    }
  }

  /** Frees the vector. */
  @Override
  public void close() {
    vector.close();
  }
}
