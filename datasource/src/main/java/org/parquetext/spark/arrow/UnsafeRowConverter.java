package org.parquetext.spark.arrow;

import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;

/**
 * Makes an {@code UnsafeRow} of any other row, by Spark's own projection: a decimal takes the
 * precision and scale that its column declares, rounded half up. Where Spark would turn a decimal
 * that is too large into null, this throws. Not thread-safe; used on the task thread, since the
 * projection reads the session configuration when it is made.
 */
final class UnsafeRowConverter {

  private final StructType schema;
  private final int[] decimals;
  private UnsafeProjection projection;

  UnsafeRowConverter(StructType schema) {
    this.schema = schema;
    this.decimals =
        IntStream.range(0, schema.size())
            .filter(ordinal -> schema.fields()[ordinal].dataType() instanceof DecimalType)
            .toArray();
  }

  /**
   * Converts one row; the result is valid until the next call.
   *
   * @param rowNumber what a message calls the row
   * @throws WriteException when a decimal does not fit the type of its column
   */
  UnsafeRow convert(InternalRow row, long rowNumber) {
    if (projection == null) {
      projection = UnsafeProjection.create(schema);
    }
    UnsafeRow converted = projection.apply(row);
    for (int ordinal : decimals) {
      if (converted.isNullAt(ordinal) && !row.isNullAt(ordinal)) {
        throw decimalTooLarge(row, rowNumber, ordinal);
      }
    }
    return converted;
  }

  private WriteException decimalTooLarge(InternalRow row, long rowNumber, int ordinal) {
    StructField field = schema.fields()[ordinal];
    DecimalType type = (DecimalType) field.dataType();
    return new WriteException(
        "Cannot write column "
            + SparkArrowSchema.quoted(field.name())
            + ": row "
            + rowNumber
            + " holds "
            + row.getDecimal(ordinal, type.precision(), type.scale())
            + ", which does not fit "
            + type.catalogString()
            + "; declare a wider decimal (rows count from 1 in each task)");
  }
}
