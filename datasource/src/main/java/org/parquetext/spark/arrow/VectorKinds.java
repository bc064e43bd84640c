package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.parquetext.spark.arrow.Rebase.Mode;

/** Which ways there are out of a vector for a column of one type. Immutable. */
final class VectorKinds {

  private final DataType type;
  private final Field field;
  private final boolean changesValues;

  /**
   * The ways of a column.
   *
   * @param field what {@link SparkArrowSchema} makes of a column of {@code type}
   */
  VectorKinds(DataType type, Field field, Rebase rebase) {
    this.type = type;
    this.field = field;
    this.changesValues = changesValues(type, rebase);
  }

  /** Whether a vector can be handed over as it is: an Arrow vector of the very type. */
  boolean isHandedOver(ColumnVector vector) {
    return !changesValues
        && vector instanceof ArrowColumnVector arrow
        && arrow.getValueVector() instanceof FieldVector values
        && isAlike(field, values.getField());
  }

  /** Whether {@link NodeCopiers} can copy from a vector; if not, only rows made by Spark can. */
  boolean isCopied(ColumnVector vector) {
    return isCopied(vector, type);
  }

  private static boolean isCopied(ColumnVector vector, DataType declared) {
    DataType type = SparkArrowSchema.stored(declared);
    if (vector == null) {
      return false;
    }
    if (type instanceof StructType struct) {
      boolean copied = true;
      for (int i = 0; copied && i < struct.size(); i++) {
        copied = isCopied(vector.getChild(i), struct.fields()[i].dataType());
      }
      return copied;
    }
    if (type instanceof ArrayType array) {
      return OwnVectors.include(vector) && isCopied(vector.getChild(0), array.elementType());
    }
    if (type instanceof MapType map) {
      return OwnVectors.include(vector)
          && isCopied(vector.getChild(0), map.keyType())
          && isCopied(vector.getChild(1), map.valueType());
    }
    return Geospatial.of(type).isEmpty();
  }

  /** Whether values are written otherwise than vectors have them. */
  private static boolean changesValues(DataType declared, Rebase rebase) {
    DataType type = SparkArrowSchema.stored(declared);
    if (type instanceof StructType struct) {
      boolean changes = false;
      for (StructField child : struct.fields()) {
        changes |= changesValues(child.dataType(), rebase);
      }
      return changes;
    }
    if (type instanceof ArrayType array) {
      return changesValues(array.elementType(), rebase);
    }
    if (type instanceof MapType map) {
      return changesValues(map.keyType(), rebase) || changesValues(map.valueType(), rebase);
    }
    return type instanceof DateType && rebase.dates().mode() != Mode.CORRECTED
        || type instanceof TimestampType && rebase.timestamps().mode() != Mode.CORRECTED
        || type instanceof VariantType
        || Geospatial.of(type).isPresent();
  }

  /** Whether the vectors of two fields hold the same bytes for the same values. */
  private static boolean isAlike(Field expected, Field actual) {
    List<Field> children = expected.getChildren();
    boolean alike =
        actual.getDictionary() == null
            && isAlike(expected.getType(), actual.getType())
            && actual.getChildren().size() == children.size();
    for (int i = 0; alike && i < children.size(); i++) {
      alike = isAlike(children.get(i), actual.getChildren().get(i));
    }
    return alike;
  }

  /** Instants are instants, whatever zone they are shown in. */
  private static boolean isAlike(ArrowType expected, ArrowType actual) {
    if (expected instanceof ArrowType.Timestamp instants
        && actual instanceof ArrowType.Timestamp others) {
      return instants.getUnit() == others.getUnit()
          && (instants.getTimezone() == null) == (others.getTimezone() == null);
    }
    if (expected instanceof ArrowType.Map && actual instanceof ArrowType.Map) {
      return true;
    }
    return expected.equals(actual);
  }
}
