package org.parquetext.spark.arrow;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;

/**
 * Makes an {@code UnsafeRow} of any other row, by Spark's own projection: a decimal takes the
 * precision and scale that its column declares, rounded half up. Where Spark would turn a decimal
 * that is too large into null, this throws. Internal. Not thread-safe; used on the task thread,
 * since the projection reads the session configuration when it is made.
 */
public final class UnsafeRowConverter {

  /** The projection keeps, for the next row, up to twice the bytes of the largest one. */
  private static final int MAX_RETAINED_BYTES = 8 << 20;

  private final StructType schema;
  private final DecimalCheck.OfStruct decimals;
  private UnsafeProjection projection;

  /** A converter of rows of that schema. */
  public UnsafeRowConverter(StructType schema) {
    this.schema = schema;
    this.decimals = DecimalCheck.ofRows(schema);
  }

  /** As {@link #convert}; a row that is an {@code UnsafeRow} stays as it is. */
  public UnsafeRow unsafe(InternalRow row, long rowNumber) {
    return row instanceof UnsafeRow given ? given : convert(row, rowNumber);
  }

  /**
   * Converts one row; the result is valid until the next call. Nulls stay nulls, also where the
   * schema allows none: whoever reads the column finds them and can name it.
   *
   * @param rowNumber what a message calls the row
   * @throws WriteException when a decimal does not fit its type
   */
  public UnsafeRow convert(InternalRow row, long rowNumber) {
    if (projection == null) {
      projection = UnsafeProjection.create(schema.asNullable());
    }
    UnsafeRow converted = projection.apply(row);
    if (converted.getSizeInBytes() > MAX_RETAINED_BYTES) {
      projection = null;
    }
    decimals.check(row, converted, rowNumber);
    return converted;
  }
}
