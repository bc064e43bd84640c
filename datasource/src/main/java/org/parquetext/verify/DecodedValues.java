package org.parquetext.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.fingerprint.ChunkHash;

/**
 * Values of a column that parquet-java has decoded, gathered for the hash: one class per physical
 * kind of value. Confined to one thread at a time.
 */
abstract class DecodedValues {

  /** The most values between two calls of {@link #drain}. */
  static final int CAPACITY = 1024;

  int count;

  /** Takes the current value of a column. */
  abstract void take(ColumnReader column);

  /** Whether so much is gathered that it is to be drained already. */
  boolean isFull() {
    return count == CAPACITY;
  }

  /** Hands over what is gathered, and forgets it. */
  final void drain(ChunkHash hash) {
    if (count > 0) {
      hand(hash);
      count = 0;
    }
  }

  abstract void hand(ChunkHash hash);

  static DecodedValues of(PrimitiveType type) {
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN:
        return new Booleans();
      case INT32:
        return new Ints();
      case FLOAT:
        return new Floats();
      case INT64:
        return new Longs();
      case DOUBLE:
        return new Doubles();
      case INT96:
        return new Int96s();
      case BINARY:
        return new ByteArrays();
      default:
        return new Fixed(type.getTypeLength());
    }
  }

  /** BOOLEAN. */
  private static final class Booleans extends DecodedValues {

    private final long[] words = new long[CAPACITY / Long.SIZE];

    @Override
    void take(ColumnReader column) {
      long bit = 1L << count;
      words[count >>> 6] =
          column.getBoolean() ? words[count >>> 6] | bit : words[count >>> 6] & ~bit;
      count++;
    }

    @Override
    void hand(ChunkHash hash) {
      hash.bits(words, count);
    }
  }

  /** INT32. */
  private static class Ints extends DecodedValues {

    final int[] values = new int[CAPACITY];

    @Override
    void take(ColumnReader column) {
      values[count++] = column.getInteger();
    }

    @Override
    void hand(ChunkHash hash) {
      hash.ints(values, count);
    }
  }

  /** FLOAT, by its bits. */
  private static final class Floats extends Ints {

    @Override
    void take(ColumnReader column) {
      values[count++] = Float.floatToRawIntBits(column.getFloat());
    }
  }

  /** INT64. */
  private static class Longs extends DecodedValues {

    final long[] values = new long[CAPACITY];

    @Override
    void take(ColumnReader column) {
      values[count++] = column.getLong();
    }

    @Override
    void hand(ChunkHash hash) {
      hash.longs(values, count);
    }
  }

  /** DOUBLE, by its bits. */
  private static final class Doubles extends Longs {

    @Override
    void take(ColumnReader column) {
      values[count++] = Double.doubleToRawLongBits(column.getDouble());
    }
  }

  /** INT96, as microseconds since 1970, which wrap around as those of its writer do. */
  private static final class Int96s extends Longs {

    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

    @Override
    void take(ColumnReader column) {
      ByteBuffer bytes = column.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong(bytes.position());
      long day = bytes.getInt(bytes.position() + Long.BYTES);
      if (nanos % 1000 != 0) {
        throw new IllegalArgumentException("an INT96 value is no whole number of microseconds");
      }
      values[count++] = (day - JULIAN_DAY_OF_EPOCH) * MICROS_PER_DAY + nanos / 1000;
    }
  }

  /** BYTE_ARRAY. */
  private static final class ByteArrays extends DecodedValues {

    private static final int MAX_BYTES = 1 << 16;

    private final PageBuffer data = new PageBuffer(MAX_BYTES);
    private final int[] starts = new int[CAPACITY];
    private final int[] lengths = new int[CAPACITY];

    @Override
    void take(ColumnReader column) {
      byte[] value = column.getBinary().getBytesUnsafe();
      starts[count] = data.size();
      lengths[count++] = value.length;
      data.putBytes(value, 0, value.length);
    }

    @Override
    boolean isFull() {
      return super.isFull() || data.size() >= MAX_BYTES;
    }

    @Override
    void hand(ChunkHash hash) {
      hash.byteArrays(data.array(), starts, lengths, count);
      data.clear();
      data.trim(2 * MAX_BYTES);
    }
  }

  /** FIXED_LEN_BYTE_ARRAY. */
  private static final class Fixed extends DecodedValues {

    private final int width;
    private final PageBuffer data = new PageBuffer(0);

    Fixed(int width) {
      this.width = width;
    }

    @Override
    void take(ColumnReader column) {
      Binary value = column.getBinary();
      if (value.length() != width) {
        throw new IllegalArgumentException(
            "a value of %d bytes has %d".formatted(width, value.length()));
      }
      data.putBytes(value.getBytesUnsafe(), 0, width);
      count++;
    }

    @Override
    void hand(ChunkHash hash) {
      hash.fixed(data.array(), width, count);
      data.clear();
    }
  }
}
