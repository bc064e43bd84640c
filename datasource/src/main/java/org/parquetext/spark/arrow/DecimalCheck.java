package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.parquetext.WriteException;

/**
 * Finds decimals that Spark's projection has turned into null because they do not fit their type:
 * compares the nulls of a row before and after, wherever its type holds a decimal. Immutable.
 */
abstract class DecimalCheck {

  /** The check of a type; null when it holds no decimal. */
  private static DecimalCheck of(DataType declared, ColumnPath path) {
    DataType type = SparkArrowSchema.stored(declared);
    if (type instanceof DecimalType decimal) {
      return new OfDecimal(decimal, path);
    }
    if (type instanceof StructType struct) {
      OfStruct check = new OfStruct(struct.size());
      for (int ordinal = 0; ordinal < struct.size(); ordinal++) {
        StructField field = struct.fields()[ordinal];
        check.add(ordinal, of(field.dataType(), path.child(field.name())));
      }
      return check.isEmpty() ? null : check;
    }
    if (type instanceof ArrayType array) {
      DecimalCheck element = of(array.elementType(), path.child("element"));
      return element == null ? null : new OfArray(element);
    }
    if (type instanceof MapType map) {
      DecimalCheck key = of(map.keyType(), path.child("key"));
      DecimalCheck value = of(map.valueType(), path.child("value"));
      return key == null && value == null ? null : new OfMap(key, value);
    }
    return null;
  }

  /** The check of whole rows. */
  static OfStruct ofRows(StructType schema) {
    OfStruct check = new OfStruct(schema.size());
    for (int ordinal = 0; ordinal < schema.size(); ordinal++) {
      StructField field = schema.fields()[ordinal];
      check.add(ordinal, of(field.dataType(), ColumnPath.of(field.name())));
    }
    return check;
  }

  /** What is said of a decimal that does not fit. */
  static WriteException refused(ColumnPath path, long rowNumber, Decimal value, DecimalType type) {
    return new WriteException(
        "Cannot write column "
            + path
            + ": row "
            + rowNumber
            + " holds "
            + value
            + ", which does not fit "
            + type.catalogString()
            + "; declare a wider decimal (rows count from 1 in each task)");
  }

  /** Checks one value, which is not null in the original. */
  abstract void check(
      SpecializedGetters original, SpecializedGetters converted, int ordinal, long rowNumber);

  /** A decimal: null only if it was. */
  private static final class OfDecimal extends DecimalCheck {

    private final DecimalType type;
    private final ColumnPath path;

    OfDecimal(DecimalType type, ColumnPath path) {
      this.type = type;
      this.path = path;
    }

    @Override
    void check(
        SpecializedGetters original, SpecializedGetters converted, int ordinal, long rowNumber) {
      if (converted.isNullAt(ordinal)) {
        Decimal value = original.getDecimal(ordinal, type.precision(), type.scale());
        throw refused(path, rowNumber, value, type);
      }
    }
  }

  /** A struct, or a row: those of its fields that hold decimals. */
  static final class OfStruct extends DecimalCheck {

    private final int size;
    private final List<Integer> ordinals = new ArrayList<>();
    private final List<DecimalCheck> fields = new ArrayList<>();

    private OfStruct(int size) {
      this.size = size;
    }

    private void add(int ordinal, DecimalCheck field) {
      if (field != null) {
        ordinals.add(ordinal);
        fields.add(field);
      }
    }

    private boolean isEmpty() {
      return fields.isEmpty();
    }

    /**
     * Checks a row.
     *
     * @throws WriteException when a decimal does not fit its type
     */
    void check(SpecializedGetters original, SpecializedGetters converted, long rowNumber) {
      for (int i = 0; i < fields.size(); i++) {
        int ordinal = ordinals.get(i);
        if (!original.isNullAt(ordinal)) {
          fields.get(i).check(original, converted, ordinal, rowNumber);
        }
      }
    }

    @Override
    void check(
        SpecializedGetters original, SpecializedGetters converted, int ordinal, long rowNumber) {
      check(original.getStruct(ordinal, size), converted.getStruct(ordinal, size), rowNumber);
    }
  }

  /** An array: all elements. */
  private static final class OfArray extends DecimalCheck {

    private final DecimalCheck element;

    OfArray(DecimalCheck element) {
      this.element = element;
    }

    @Override
    void check(
        SpecializedGetters original, SpecializedGetters converted, int ordinal, long rowNumber) {
      check(element, original.getArray(ordinal), converted.getArray(ordinal), rowNumber);
    }

    static void check(
        DecimalCheck element, ArrayData original, ArrayData converted, long rowNumber) {
      for (int i = 0; i < original.numElements(); i++) {
        if (!original.isNullAt(i)) {
          element.check(original, converted, i, rowNumber);
        }
      }
    }
  }

  /** A map: its keys, its values, or both. */
  private static final class OfMap extends DecimalCheck {

    private final DecimalCheck key;
    private final DecimalCheck value;

    OfMap(DecimalCheck key, DecimalCheck value) {
      this.key = key;
      this.value = value;
    }

    @Override
    void check(
        SpecializedGetters original, SpecializedGetters converted, int ordinal, long rowNumber) {
      MapData from = original.getMap(ordinal);
      MapData to = converted.getMap(ordinal);
      if (key != null) {
        OfArray.check(key, from.keyArray(), to.keyArray(), rowNumber);
      }
      if (value != null) {
        OfArray.check(value, from.valueArray(), to.valueArray(), rowNumber);
      }
    }
  }
}
