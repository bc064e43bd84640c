package org.parquetext.column;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads the rows of an Arrow vector as 32-bit values: integers, dates and times as they are,
 * floating point as bits with one NaN, that of {@link Float#floatToIntBits}, decimals as their
 * unscaled value. Null rows give any value.
 */
interface ArrowInts {

  /** Fills {@code out} with rows {@code from} to {@code from + count}. */
  void read(ValueVector vector, int from, int count, int[] out, EncoderArena arena);

  /** The reader for an Arrow type and a Parquet column; null when they do not go together. */
  static ArrowInts of(ArrowType type, PrimitiveType column) {
    boolean single =
        type instanceof ArrowType.FloatingPoint
            && ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.SINGLE;
    if (column.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT) {
      return single ? ArrowInts::floats : null;
    }
    if (type instanceof ArrowType.Int) {
      return ofInteger((ArrowType.Int) type);
    }
    if (type instanceof ArrowType.Date) {
      return ((ArrowType.Date) type).getUnit() == DateUnit.DAY
          ? ArrowInts::copy
          : ArrowInts::daysOfMillis;
    }
    if (type instanceof ArrowType.Time) {
      TimeUnit unit = ((ArrowType.Time) type).getUnit();
      return unit == TimeUnit.SECOND
          ? ArrowInts::millisOfSeconds
          : unit == TimeUnit.MILLISECOND ? ArrowInts::copy : null;
    }
    if (type instanceof ArrowType.Decimal) {
      int words = ((ArrowType.Decimal) type).getBitWidth() / Long.SIZE;
      return (vector, from, count, out, arena) -> decimals(vector, from, count, words, out, arena);
    }
    return null;
  }

  private static ArrowInts ofInteger(ArrowType.Int type) {
    switch (type.getBitWidth()) {
      case 8:
        return type.getIsSigned() ? ArrowInts::signedBytes : ArrowInts::unsignedBytes;
      case 16:
        return type.getIsSigned() ? ArrowInts::signedShorts : ArrowInts::unsignedShorts;
      case 32:
        return ArrowInts::copy;
      default:
        return null;
    }
  }

  /** The bytes of some values, little-endian. */
  static ByteBuffer slice(ValueVector vector, int from, int count, int width) {
    ArrowBuf data = vector.getDataBuffer();
    return data.nioBuffer((long) from * width, count * width).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void copy(ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    slice(v, from, count, Integer.BYTES).asIntBuffer().get(out, 0, count);
  }

  /** Parquet-java writes every NaN as this one, whatever its sign and payload. */
  private static void floats(ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    copy(v, from, count, out, arena);
    int infinity = Float.floatToIntBits(Float.POSITIVE_INFINITY);
    int nan = Float.floatToIntBits(Float.NaN);
    // Arithmetic, since the JIT vectorises no loop around Float.floatToIntBits.
    for (int i = 0; i < count; i++) {
      int allOnesIfNan = infinity - (out[i] & Integer.MAX_VALUE) >> Integer.SIZE - 1;
      out[i] = out[i] & ~allOnesIfNan | nan & allOnesIfNan;
    }
  }

  private static void signedBytes(
      ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    byte[] bytes = arena.bytes(count);
    slice(v, from, count, Byte.BYTES).get(bytes, 0, count);
    for (int i = 0; i < count; i++) {
      out[i] = bytes[i];
    }
  }

  private static void unsignedBytes(
      ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    signedBytes(v, from, count, out, arena);
    for (int i = 0; i < count; i++) {
      out[i] &= 0xFF;
    }
  }

  private static void signedShorts(
      ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    ByteBuffer shorts = slice(v, from, count, Short.BYTES);
    for (int i = 0; i < count; i++) {
      out[i] = shorts.getShort(i * Short.BYTES);
    }
  }

  private static void unsignedShorts(
      ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    signedShorts(v, from, count, out, arena);
    for (int i = 0; i < count; i++) {
      out[i] &= 0xFFFF;
    }
  }

  private static void daysOfMillis(
      ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    long[] millis = arena.longs(count);
    slice(v, from, count, Long.BYTES).asLongBuffer().get(millis, 0, count);
    for (int i = 0; i < count; i++) {
      long days = Math.floorDiv(millis[i], 86_400_000L);
      out[i] = (int) days;
      if (out[i] != days && arena.isPresent(i)) {
        throw new ArithmeticException(
            "position " + (from + i) + " of the vector, day " + days + ", is beyond 32 bits");
      }
    }
  }

  private static void millisOfSeconds(
      ValueVector v, int from, int count, int[] out, EncoderArena arena) {
    copy(v, from, count, out, arena);
    for (int i = 0; i < count; i++) {
      out[i] *= 1000;
    }
  }

  private static void decimals(
      ValueVector v, int from, int count, int words, int[] out, EncoderArena arena) {
    long[] unscaled = arena.longs(count * words);
    slice(v, from, count, words * Long.BYTES).asLongBuffer().get(unscaled, 0, count * words);
    for (int i = 0; i < count; i++) {
      out[i] = (int) unscaled[i * words];
    }
  }
}
