package org.parquetext.column;

import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads the rows of an Arrow vector as 64-bit values: integers as they are, floating point as bits
 * with one NaN, that of {@link Double#doubleToLongBits}, decimals as their unscaled value, times
 * and timestamps in the unit of the Parquet column (INT96 columns take microseconds). Null rows
 * give any value.
 */
interface ArrowLongs {

  /** Fills {@code out} with rows {@code from} to {@code from + count}. */
  void read(ValueVector vector, int from, int count, long[] out, EncoderArena arena);

  /** The reader for an Arrow type and a Parquet column; null when they do not go together. */
  static ArrowLongs of(ArrowType type, PrimitiveType column) {
    PrimitiveTypeName physical = column.getPrimitiveTypeName();
    boolean floating = type.getTypeID() == ArrowType.ArrowTypeID.FloatingPoint;
    boolean timestamp = type.getTypeID() == ArrowType.ArrowTypeID.Timestamp;
    if (floating != (physical == PrimitiveTypeName.DOUBLE)
        || physical == PrimitiveTypeName.INT96 && !timestamp) {
      return null;
    }
    switch (type.getTypeID()) {
      case Int:
        return ((ArrowType.Int) type).getBitWidth() == Long.SIZE ? ArrowLongs::copy : null;
      case FloatingPoint:
        return ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.DOUBLE
            ? ArrowLongs::doubles
            : null;
      case Duration:
        return ArrowLongs::copy;
      case Decimal:
        int words = ((ArrowType.Decimal) type).getBitWidth() / Long.SIZE;
        return (v, from, count, out, arena) -> decimals(v, from, count, words, out, arena);
      case Time:
        return ((ArrowType.Time) type).getBitWidth() == Long.SIZE
            ? inUnit(((ArrowType.Time) type).getUnit(), unit(column))
            : null;
      case Timestamp:
        return inUnit(((ArrowType.Timestamp) type).getUnit(), unit(column));
      default:
        return null;
    }
  }

  private static LogicalTypeAnnotation.TimeUnit unit(PrimitiveType column) {
    LogicalTypeAnnotation annotation = column.getLogicalTypeAnnotation();
    if (annotation instanceof TimestampLogicalTypeAnnotation) {
      return ((TimestampLogicalTypeAnnotation) annotation).getUnit();
    }
    if (annotation instanceof TimeLogicalTypeAnnotation) {
      return ((TimeLogicalTypeAnnotation) annotation).getUnit();
    }
    return column.getPrimitiveTypeName() == PrimitiveTypeName.INT96
        ? LogicalTypeAnnotation.TimeUnit.MICROS
        : null;
  }

  private static ArrowLongs inUnit(TimeUnit from, LogicalTypeAnnotation.TimeUnit to) {
    if (to == null) {
      return null;
    }
    long ticks = perSecond(from);
    long wanted =
        to == LogicalTypeAnnotation.TimeUnit.MILLIS
            ? 1_000L
            : to == LogicalTypeAnnotation.TimeUnit.MICROS ? 1_000_000L : 1_000_000_000L;
    if (ticks == wanted) {
      return ArrowLongs::copy;
    }
    return ticks > wanted
        ? (v, at, count, out, arena) -> divide(v, at, count, ticks / wanted, out, arena)
        : (v, at, count, out, arena) -> multiply(v, at, count, wanted / ticks, out, arena);
  }

  private static long perSecond(TimeUnit unit) {
    switch (unit) {
      case SECOND:
        return 1;
      case MILLISECOND:
        return 1_000;
      case MICROSECOND:
        return 1_000_000;
      default:
        return 1_000_000_000;
    }
  }

  private static void copy(ValueVector v, int from, int count, long[] out, EncoderArena arena) {
    ArrowInts.slice(v, from, count, Long.BYTES).asLongBuffer().get(out, 0, count);
  }

  /** Parquet-java writes every NaN as this one, whatever its sign and payload. */
  private static void doubles(ValueVector v, int from, int count, long[] out, EncoderArena arena) {
    copy(v, from, count, out, arena);
    long infinity = Double.doubleToLongBits(Double.POSITIVE_INFINITY);
    long nan = Double.doubleToLongBits(Double.NaN);
    // Arithmetic, since the JIT vectorises no loop around Double.doubleToLongBits.
    for (int i = 0; i < count; i++) {
      long allOnesIfNan = infinity - (out[i] & Long.MAX_VALUE) >> Long.SIZE - 1;
      out[i] = out[i] & ~allOnesIfNan | nan & allOnesIfNan;
    }
  }

  /** Rounds down, also before 1970, as Spark's {@code microsToMillis} does. */
  private static void divide(
      ValueVector v, int from, int count, long by, long[] out, EncoderArena arena) {
    copy(v, from, count, out, arena);
    for (int i = 0; i < count; i++) {
      out[i] = Math.floorDiv(out[i], by);
    }
  }

  private static void multiply(
      ValueVector v, int from, int count, long by, long[] out, EncoderArena arena) {
    copy(v, from, count, out, arena);
    for (int i = 0; i < count; i++) {
      if (!arena.isPresent(i)) {
        continue;
      }
      long scaled = out[i] * by;
      if (scaled / by != out[i]) {
        throw new ArithmeticException(
            "position "
                + (from + i)
                + " of the vector, "
                + out[i]
                + ", overflows the column's time unit");
      }
      out[i] = scaled;
    }
  }

  private static void decimals(
      ValueVector v, int from, int count, int words, long[] out, EncoderArena arena) {
    long[] unscaled = arena.longs(count * words);
    ArrowInts.slice(v, from, count, words * Long.BYTES)
        .asLongBuffer()
        .get(unscaled, 0, count * words);
    for (int i = 0; i < count; i++) {
      out[i] = unscaled[i * words];
    }
  }
}
