package org.parquetext.schema;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.float16Type;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The Parquet column of one Arrow leaf. What Parquet has no form for is stored in the next finer
 * one: seconds as milliseconds, dates in milliseconds as days; a duration is a plain INT64.
 * Decimals take INT32 up to 9 digits, INT64 up to 18 and FIXED_LEN_BYTE_ARRAY beyond.
 */
final class LeafConverter {

  private static final Set<Integer> INTEGER_BITS = Set.of(8, 16, 32, 64);

  /** The most digits that every decimal of a bit width can have. */
  private static final Map<Integer, Integer> DECIMAL_PRECISIONS = Map.of(128, 38, 256, 76);

  private final String path;
  private final String name;
  private final Type.Repetition repetition;

  /**
   * A converter of one leaf.
   *
   * @param path the dotted Parquet path, for errors
   * @param name the last part of it
   */
  LeafConverter(String path, String name, Type.Repetition repetition) {
    this.path = path;
    this.name = name;
    this.repetition = repetition;
  }

  /**
   * Converts the type.
   *
   * @throws IllegalArgumentException if it cannot be written
   */
  Type convert(ArrowType type) {
    switch (type.getTypeID()) {
      case Bool:
        return primitive(PrimitiveTypeName.BOOLEAN, null);
      case Int:
        return integer((ArrowType.Int) type);
      case FloatingPoint:
        return floatingPoint((ArrowType.FloatingPoint) type);
      case Decimal:
        return decimal((ArrowType.Decimal) type);
      case Date:
        return primitive(PrimitiveTypeName.INT32, dateType());
      case Time:
        return time(((ArrowType.Time) type).getUnit());
      case Timestamp:
        return timestamp((ArrowType.Timestamp) type);
      case Duration:
        return primitive(PrimitiveTypeName.INT64, null);
      case Utf8:
      case LargeUtf8:
      case Utf8View:
        return primitive(PrimitiveTypeName.BINARY, stringType());
      case Binary:
      case LargeBinary:
      case BinaryView:
        return primitive(PrimitiveTypeName.BINARY, null);
      case FixedSizeBinary:
        return fixedSizeBinary((ArrowType.FixedSizeBinary) type);
      default:
        throw unsupported(type, "the type has no Parquet form");
    }
  }

  private Type fixedSizeBinary(ArrowType.FixedSizeBinary type) {
    if (type.getByteWidth() < 1) {
      throw unsupported(type, "Parquet values of fixed size have at least one byte");
    }
    return fixed(type.getByteWidth(), null);
  }

  private Type integer(ArrowType.Int type) {
    if (!INTEGER_BITS.contains(type.getBitWidth())) {
      throw unsupported(type, "only 8, 16, 32 and 64 bits are supported");
    }
    boolean wide = type.getBitWidth() == Long.SIZE;
    PrimitiveTypeName physical = wide ? PrimitiveTypeName.INT64 : PrimitiveTypeName.INT32;
    boolean natural = type.getIsSigned() && type.getBitWidth() >= Integer.SIZE;
    return primitive(physical, natural ? null : intType(type.getBitWidth(), type.getIsSigned()));
  }

  private Type floatingPoint(ArrowType.FloatingPoint type) {
    switch (type.getPrecision()) {
      case HALF:
        return fixed(Short.BYTES, float16Type());
      case SINGLE:
        return primitive(PrimitiveTypeName.FLOAT, null);
      default:
        return primitive(PrimitiveTypeName.DOUBLE, null);
    }
  }

  private Type decimal(ArrowType.Decimal type) {
    Integer maxPrecision = DECIMAL_PRECISIONS.get(type.getBitWidth());
    if (maxPrecision == null) {
      throw unsupported(type, "only 128 and 256 bits are supported");
    }
    if (type.getPrecision() < 1 || type.getPrecision() > maxPrecision) {
      throw unsupported(type, "only precisions from 1 to " + maxPrecision + " are supported");
    }
    if (type.getScale() < 0 || type.getScale() > type.getPrecision()) {
      throw unsupported(type, "only scales from 0 to the precision are supported");
    }
    LogicalTypeAnnotation annotation = decimalType(type.getScale(), type.getPrecision());
    if (type.getPrecision() <= 9) {
      return primitive(PrimitiveTypeName.INT32, annotation);
    }
    if (type.getPrecision() <= 18) {
      return primitive(PrimitiveTypeName.INT64, annotation);
    }
    return fixed(bytesOfPrecision(type.getPrecision()), annotation);
  }

  /** The fewest bytes of two's complement that hold every number of {@code precision} digits. */
  private static int bytesOfPrecision(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  private Type time(org.apache.arrow.vector.types.TimeUnit unit) {
    switch (unit) {
      case SECOND:
      case MILLISECOND:
        return primitive(PrimitiveTypeName.INT32, timeType(false, TimeUnit.MILLIS));
      case MICROSECOND:
        return primitive(PrimitiveTypeName.INT64, timeType(false, TimeUnit.MICROS));
      default:
        return primitive(PrimitiveTypeName.INT64, timeType(false, TimeUnit.NANOS));
    }
  }

  private Type timestamp(ArrowType.Timestamp type) {
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
    return primitive(PrimitiveTypeName.INT64, timestampType(utc, unit));
  }

  private Type primitive(PrimitiveTypeName physical, LogicalTypeAnnotation annotation) {
    return Types.primitive(physical, repetition).as(annotation).named(name);
  }

  private Type fixed(int width, LogicalTypeAnnotation annotation) {
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
        .length(width)
        .as(annotation)
        .named(name);
  }

  private IllegalArgumentException unsupported(ArrowType type, String reason) {
    return SchemaConverter.unsupported(path, type, reason);
  }
}
