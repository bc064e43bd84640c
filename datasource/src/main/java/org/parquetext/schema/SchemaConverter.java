package org.parquetext.schema;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.float16Type;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of an Arrow schema, by the rules that Arrow C++ follows. What Parquet has no
 * form for is stored in the next finer one: seconds as milliseconds, dates in milliseconds as days;
 * a duration is a plain INT64. Decimals take INT32 up to 9 digits, INT64 up to 18 and
 * FIXED_LEN_BYTE_ARRAY beyond.
 *
 * <p>Stateless.
 */
public final class SchemaConverter {

  private static final String MESSAGE_NAME = "arrow_schema";
  private static final Set<Integer> INTEGER_BITS = Set.of(8, 16, 32, 64);

  /** The most digits that every decimal of a bit width can have. */
  private static final Map<Integer, Integer> DECIMAL_PRECISIONS = Map.of(128, 38, 256, 76);

  private SchemaConverter() {}

  /**
   * Converts a schema.
   *
   * @throws IllegalArgumentException naming a field that cannot be written, or that two fields have
   *     the same name
   */
  public static MessageType convert(Schema schema) {
    List<Type> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Field field : schema.getFields()) {
      if (field.getName() == null || field.getName().isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot write field "
                + fields.size()
                + " of Arrow type "
                + field.getType()
                + ": it has no name");
      }
      if (!names.add(field.getName())) {
        throw new IllegalArgumentException(
            "Cannot write column `" + field.getName() + "`: two fields have this name");
      }
      fields.add(convert(field));
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("Cannot write a schema without fields");
    }
    return new MessageType(MESSAGE_NAME, fields);
  }

  private static Type convert(Field field) {
    if (field.getDictionary() != null) {
      throw unsupported(field, "dictionary-encoded vectors must be decoded first");
    }
    if (!field.getChildren().isEmpty()) {
      throw unsupported(field, "nested fields are not supported yet");
    }
    ArrowType type = field.getType();
    if (type instanceof ArrowType.ExtensionType) {
      throw unsupported(field, "extension types are not supported yet");
    }
    switch (type.getTypeID()) {
      case Bool:
        return primitive(field, PrimitiveTypeName.BOOLEAN, null);
      case Int:
        return integer(field, (ArrowType.Int) type);
      case FloatingPoint:
        return floatingPoint(field, (ArrowType.FloatingPoint) type);
      case Decimal:
        return decimal(field, (ArrowType.Decimal) type);
      case Date:
        return primitive(field, PrimitiveTypeName.INT32, dateType());
      case Time:
        return time(field, ((ArrowType.Time) type).getUnit());
      case Timestamp:
        return timestamp(field, (ArrowType.Timestamp) type);
      case Duration:
        return primitive(field, PrimitiveTypeName.INT64, null);
      case Utf8:
      case LargeUtf8:
      case Utf8View:
        return primitive(field, PrimitiveTypeName.BINARY, stringType());
      case Binary:
      case LargeBinary:
      case BinaryView:
        return primitive(field, PrimitiveTypeName.BINARY, null);
      case FixedSizeBinary:
        return fixedSizeBinary(field, (ArrowType.FixedSizeBinary) type);
      default:
        throw unsupported(field, "the type has no Parquet form");
    }
  }

  private static Type fixedSizeBinary(Field field, ArrowType.FixedSizeBinary type) {
    if (type.getByteWidth() < 1) {
      throw unsupported(field, "Parquet values of fixed size have at least one byte");
    }
    return fixed(field, type.getByteWidth(), null);
  }

  private static Type integer(Field field, ArrowType.Int type) {
    if (!INTEGER_BITS.contains(type.getBitWidth())) {
      throw unsupported(field, "only 8, 16, 32 and 64 bits are supported");
    }
    boolean wide = type.getBitWidth() == Long.SIZE;
    PrimitiveTypeName name = wide ? PrimitiveTypeName.INT64 : PrimitiveTypeName.INT32;
    boolean natural = type.getIsSigned() && type.getBitWidth() >= Integer.SIZE;
    return primitive(field, name, natural ? null : intType(type.getBitWidth(), type.getIsSigned()));
  }

  private static Type floatingPoint(Field field, ArrowType.FloatingPoint type) {
    switch (type.getPrecision()) {
      case HALF:
        return fixed(field, Short.BYTES, float16Type());
      case SINGLE:
        return primitive(field, PrimitiveTypeName.FLOAT, null);
      default:
        return primitive(field, PrimitiveTypeName.DOUBLE, null);
    }
  }

  private static Type decimal(Field field, ArrowType.Decimal type) {
    Integer maxPrecision = DECIMAL_PRECISIONS.get(type.getBitWidth());
    if (maxPrecision == null) {
      throw unsupported(field, "only 128 and 256 bits are supported");
    }
    if (type.getPrecision() < 1 || type.getPrecision() > maxPrecision) {
      throw unsupported(field, "only precisions from 1 to " + maxPrecision + " are supported");
    }
    if (type.getScale() < 0 || type.getScale() > type.getPrecision()) {
      throw unsupported(field, "only scales from 0 to the precision are supported");
    }
    LogicalTypeAnnotation annotation = decimalType(type.getScale(), type.getPrecision());
    if (type.getPrecision() <= 9) {
      return primitive(field, PrimitiveTypeName.INT32, annotation);
    }
    if (type.getPrecision() <= 18) {
      return primitive(field, PrimitiveTypeName.INT64, annotation);
    }
    return fixed(field, bytesOfPrecision(type.getPrecision()), annotation);
  }

  /** The fewest bytes of two's complement that hold every number of {@code precision} digits. */
  private static int bytesOfPrecision(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  private static Type time(Field field, org.apache.arrow.vector.types.TimeUnit unit) {
    switch (unit) {
      case SECOND:
      case MILLISECOND:
        return primitive(field, PrimitiveTypeName.INT32, timeType(false, TimeUnit.MILLIS));
      case MICROSECOND:
        return primitive(field, PrimitiveTypeName.INT64, timeType(false, TimeUnit.MICROS));
      default:
        return primitive(field, PrimitiveTypeName.INT64, timeType(false, TimeUnit.NANOS));
    }
  }

  private static Type timestamp(Field field, ArrowType.Timestamp type) {
    boolean utc = type.getTimezone() != null;
    TimeUnit unit;
    switch (type.getUnit()) {
      case SECOND:
      case MILLISECOND:
        unit = TimeUnit.MILLIS;
        break;
      case MICROSECOND:
        unit = TimeUnit.MICROS;
        break;
      default:
        unit = TimeUnit.NANOS;
    }
    return primitive(field, PrimitiveTypeName.INT64, timestampType(utc, unit));
  }

  private static Type primitive(
      Field field, PrimitiveTypeName name, LogicalTypeAnnotation annotation) {
    return Types.primitive(name, repetition(field)).as(annotation).named(field.getName());
  }

  private static Type fixed(Field field, int width, LogicalTypeAnnotation annotation) {
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition(field))
        .length(width)
        .as(annotation)
        .named(field.getName());
  }

  private static Type.Repetition repetition(Field field) {
    return field.isNullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
  }

  private static IllegalArgumentException unsupported(Field field, String reason) {
    return new IllegalArgumentException(
        "Cannot write column `"
            + field.getName()
            + "` of Arrow type "
            + field.getType()
            + ": "
            + reason);
  }
}
