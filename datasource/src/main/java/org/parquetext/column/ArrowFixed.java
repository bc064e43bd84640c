package org.parquetext.column;

import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads the rows of an Arrow vector as byte strings of one width: fixed-size binaries and half
 * floats as they are, decimals as big-endian two's complement. Null rows give any value.
 */
interface ArrowFixed {

  /** Fills {@code out} with rows {@code from} to {@code from + count}, end to end. */
  void read(ValueVector vector, int from, int count, byte[] out, EncoderArena arena);

  /** The reader for an Arrow type and a width in bytes; null when they do not go together. */
  static ArrowFixed of(ArrowType type, int width) {
    if (type instanceof ArrowType.Decimal) {
      int bytes = ((ArrowType.Decimal) type).getBitWidth() / Byte.SIZE;
      return width > bytes
          ? null
          : (v, from, count, out, arena) -> decimals(v, from, count, bytes, width, out, arena);
    }
    boolean fits =
        type instanceof ArrowType.FixedSizeBinary
            ? ((ArrowType.FixedSizeBinary) type).getByteWidth() == width
            : type instanceof ArrowType.FloatingPoint
                && ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.HALF
                && width == Short.BYTES;
    return fits
        ? (v, from, count, out, arena) ->
            ArrowInts.slice(v, from, count, width).get(out, 0, count * width)
        : null;
  }

  private static void decimals(
      ValueVector v, int from, int count, int bytes, int width, byte[] out, EncoderArena arena) {
    byte[] little = arena.bytes(count * bytes);
    ArrowInts.slice(v, from, count, bytes).get(little, 0, count * bytes);
    for (int i = 0; i < count; i++) {
      int lowest = i * bytes;
      int last = i * width + width - 1;
      for (int b = 0; b < width; b++) {
        out[last - b] = little[lowest + b];
      }
    }
  }
}
