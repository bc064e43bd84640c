package org.parquetext.spark.arrow;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** Sets constant vectors to the values of rows, of every type without children. */
final class ConstantFiller {

  private ConstantFiller() {}

  static void fill(ConstantColumnVector vector, InternalRow row, int ordinal) {
    DataType type = vector.dataType();
    if (row.isNullAt(ordinal)) {
      vector.setNull();
    } else if (type instanceof DecimalType decimal) {
      vector.setDecimal(
          row.getDecimal(ordinal, decimal.precision(), decimal.scale()), decimal.precision());
    } else if (type instanceof YearMonthIntervalType) {
      vector.setInt(row.getInt(ordinal));
    } else if (type instanceof DayTimeIntervalType || type instanceof TimeType) {
      vector.setLong(row.getLong(ordinal));
    } else {
      switch (type.typeName()) {
        case "boolean" -> vector.setBoolean(row.getBoolean(ordinal));
        case "byte" -> vector.setByte(row.getByte(ordinal));
        case "short" -> vector.setShort(row.getShort(ordinal));
        case "integer", "date" -> vector.setInt(row.getInt(ordinal));
        case "long", "timestamp", "timestamp_ntz" -> vector.setLong(row.getLong(ordinal));
        case "float" -> vector.setFloat(row.getFloat(ordinal));
        case "double" -> vector.setDouble(row.getDouble(ordinal));
        case "string" -> vector.setUtf8String(row.getUTF8String(ordinal));
        case "binary" -> vector.setBinary(row.getBinary(ordinal));
        default -> throw new IllegalArgumentException(type.typeName());
      }
    }
  }
}
