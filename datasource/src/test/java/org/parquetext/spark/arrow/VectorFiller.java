package org.parquetext.spark.arrow;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.VariantVal;

/** Appends the values of rows to Spark's writable vectors, of every type. */
final class VectorFiller {

  private VectorFiller() {}

  /** Appends one value, null or not. */
  static void append(
      SpecializedGetters from, int ordinal, DataType declared, WritableColumnVector to) {
    DataType type = SparkArrowSchema.stored(declared);
    if (from.isNullAt(ordinal)) {
      if (type instanceof StructType || type instanceof VariantType) {
        to.appendStruct(true);
      } else {
        to.appendNull();
      }
    } else if (type instanceof StructType struct) {
      to.appendStruct(false);
      InternalRow row = from.getStruct(ordinal, struct.size());
      for (int i = 0; i < struct.size(); i++) {
        append(row, i, struct.fields()[i].dataType(), to.getChild(i));
      }
    } else if (type instanceof ArrayType array) {
      ArrayData elements = from.getArray(ordinal);
      to.appendArray(elements.numElements());
      appendAll(elements, array.elementType(), to.getChild(0));
    } else if (type instanceof MapType map) {
      MapData entries = from.getMap(ordinal);
      to.appendArray(entries.numElements());
      appendAll(entries.keyArray(), map.keyType(), to.getChild(0));
      appendAll(entries.valueArray(), map.valueType(), to.getChild(1));
    } else if (type instanceof VariantType) {
      to.appendStruct(false);
      VariantVal variant = from.getVariant(ordinal);
      to.getChild(0).appendByteArray(variant.getValue(), 0, variant.getValue().length);
      to.getChild(1).appendByteArray(variant.getMetadata(), 0, variant.getMetadata().length);
    } else {
      appendValue(from, ordinal, type, to);
    }
  }

  private static void appendAll(ArrayData elements, DataType type, WritableColumnVector to) {
    for (int i = 0; i < elements.numElements(); i++) {
      append(elements, i, type, to);
    }
  }

  private static void appendValue(
      SpecializedGetters from, int ordinal, DataType type, WritableColumnVector to) {
    if (type instanceof DecimalType decimal) {
      Decimal value = from.getDecimal(ordinal, decimal.precision(), decimal.scale());
      appendDecimal(value, decimal.precision(), to);
    } else if (type instanceof StringType) {
      appendBytes(from.getUTF8String(ordinal).getBytes(), to);
    } else if (type instanceof YearMonthIntervalType) {
      to.appendInt(from.getInt(ordinal));
    } else if (type instanceof DayTimeIntervalType || type instanceof TimeType) {
      to.appendLong(from.getLong(ordinal));
    } else {
      switch (type.typeName()) {
        case "boolean" -> to.appendBoolean(from.getBoolean(ordinal));
        case "byte" -> to.appendByte(from.getByte(ordinal));
        case "short" -> to.appendShort(from.getShort(ordinal));
        case "integer", "date" -> to.appendInt(from.getInt(ordinal));
        case "long", "timestamp", "timestamp_ntz" -> to.appendLong(from.getLong(ordinal));
        case "float" -> to.appendFloat(from.getFloat(ordinal));
        case "double" -> to.appendDouble(from.getDouble(ordinal));
        case "binary" -> appendBytes(from.getBinary(ordinal), to);
        default -> throw new IllegalArgumentException(type.typeName());
      }
    }
  }

  private static void appendDecimal(Decimal value, int precision, WritableColumnVector to) {
    if (precision <= Decimal.MAX_INT_DIGITS()) {
      to.appendInt((int) value.toUnscaledLong());
    } else if (precision <= Decimal.MAX_LONG_DIGITS()) {
      to.appendLong(value.toUnscaledLong());
    } else {
      appendBytes(value.toJavaBigDecimal().unscaledValue().toByteArray(), to);
    }
  }

  private static void appendBytes(byte[] bytes, WritableColumnVector to) {
    to.appendByteArray(bytes, 0, bytes.length);
  }
}
