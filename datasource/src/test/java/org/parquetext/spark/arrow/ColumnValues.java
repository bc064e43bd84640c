package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.ScatteredBytes;

/**
 * The values of a column as objects that are equal exactly when every bit is: floating point by raw
 * bits, strings and binary values by bytes.
 */
final class ColumnValues {

  private ColumnValues() {}

  /** Through the getters of the rows. */
  static List<Object> of(List<? extends InternalRow> rows, int ordinal, DataType type) {
    List<Object> values = new ArrayList<>(rows.size());
    for (InternalRow row : rows) {
      values.add(row.isNullAt(ordinal) ? null : value(row, ordinal, type));
    }
    return values;
  }

  /** One value that is not null, through the getters of a row or array. */
  static Object value(SpecializedGetters row, int ordinal, DataType type) {
    if (type instanceof YearMonthIntervalType) {
      return row.getInt(ordinal);
    }
    if (type instanceof DayTimeIntervalType || type instanceof TimeType) {
      return row.getLong(ordinal);
    }
    if (type instanceof DecimalType decimal) {
      return row.getDecimal(ordinal, decimal.precision(), decimal.scale()).toJavaBigDecimal();
    }
    return switch (type.typeName()) {
      case "boolean" -> row.getBoolean(ordinal);
      case "byte" -> row.getByte(ordinal);
      case "short" -> row.getShort(ordinal);
      case "integer", "date" -> row.getInt(ordinal);
      case "long", "timestamp", "timestamp_ntz" -> row.getLong(ordinal);
      case "float" -> Float.floatToRawIntBits(row.getFloat(ordinal));
      case "double" -> Double.doubleToRawLongBits(row.getDouble(ordinal));
      case "string" -> HexFormat.of().formatHex(row.getUTF8String(ordinal).getBytes());
      case "binary" -> HexFormat.of().formatHex(row.getBinary(ordinal));
      default -> throw new IllegalArgumentException(type.typeName());
    };
  }

  /** Those of a leaf. */
  static List<Object> of(LeafColumn column) {
    int count = column.values().getValueCount();
    List<Object> values = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      values.add(column.values().isNull(row) ? null : value(column, row));
    }
    return values;
  }

  /** One value of a leaf that is not null. */
  static Object value(LeafColumn column, int row) {
    ScatteredBytes bytes = column.scattered();
    if (bytes == null) {
      return value(column.values(), row);
    }
    int from = bytes.starts()[row];
    return HexFormat.of().formatHex(bytes.data(), from, from + bytes.lengths()[row]);
  }

  private static Object value(ValueVector vector, int row) {
    if (vector instanceof Float4Vector floats) {
      return Float.floatToRawIntBits(floats.get(row));
    }
    if (vector instanceof Float8Vector doubles) {
      return Double.doubleToRawLongBits(doubles.get(row));
    }
    if (vector instanceof BaseVariableWidthVector binary) {
      int from = binary.getStartOffset(row);
      byte[] bytes = new byte[binary.getEndOffset(row) - from];
      binary.getDataBuffer().getBytes(from, bytes);
      return HexFormat.of().formatHex(bytes);
    }
    return switch (vector.getMinorType()) {
      case DURATION, TIMENANO -> vector.getDataBuffer().getLong((long) Long.BYTES * row);
      case DATEDAY -> ((DateDayVector) vector).get(row);
      case TIMESTAMPMICRO, TIMESTAMPMICROTZ -> ((TimeStampVector) vector).get(row);
      default -> vector.getObject(row);
    };
  }
}
