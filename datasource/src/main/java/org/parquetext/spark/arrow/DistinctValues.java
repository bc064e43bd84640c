package org.parquetext.spark.arrow;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatchRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.parquetext.dictionary.BinaryDictionary;
import org.parquetext.dictionary.LongDictionary;
import scala.jdk.javaapi.CollectionConverters;

/** Numbers values of one type, equal ones alike, in the order in which they come. */
interface DistinctValues {

  /**
   * Numbers values that are not null from 0 on.
   *
   * @param rows where they are in the vector; the first {@code count} of them
   * @param numbers becomes their numbers
   * @return how many values differ
   */
  int number(ColumnVector vector, int[] rows, int count, int[] numbers);

  /** For values of a type. */
  static DistinctValues of(DataType declared) {
    DataType type = SparkArrowSchema.stored(declared);
    if (type instanceof StringType) {
      return new Strings();
    }
    Integral integral = integral(type);
    return integral == null ? new Projected(declared) : new Longs(integral);
  }

  private static Integral integral(DataType type) {
    if (type instanceof IntegerType || type instanceof DateType) {
      return ColumnVector::getInt;
    }
    if (type instanceof LongType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType) {
      return ColumnVector::getLong;
    }
    if (type instanceof ShortType) {
      return ColumnVector::getShort;
    }
    if (type instanceof ByteType) {
      return ColumnVector::getByte;
    }
    return type instanceof BooleanType ? (vector, row) -> vector.getBoolean(row) ? 1 : 0 : null;
  }

  /** Values as longs. */
  interface Integral {
    long of(ColumnVector vector, int row);
  }

  /** Values that are longs. */
  final class Longs implements DistinctValues {

    private final Integral integral;
    private final LongDictionary dictionary = new LongDictionary();
    private long[] longs = {};

    Longs(Integral integral) {
      this.integral = integral;
    }

    @Override
    public int number(ColumnVector vector, int[] rows, int count, int[] numbers) {
      if (longs.length < count) {
        longs = new long[count];
      }
      for (int i = 0; i < count; i++) {
        longs[i] = integral.of(vector, rows[i]);
      }
      dictionary.clear();
      dictionary.index(longs, 0, count, numbers, 0);
      return dictionary.size();
    }
  }

  /** Values as bytes, which {@link #bytes} puts end to end. */
  abstract class Binaries implements DistinctValues {

    private static final int SLACK = Long.BYTES;

    private final BinaryDictionary dictionary = new BinaryDictionary();
    byte[] data = new byte[1024];
    private int[] starts = {};
    private int[] lengths = {};

    @Override
    public int number(ColumnVector vector, int[] rows, int count, int[] numbers) {
      if (starts.length < count) {
        starts = new int[count];
        lengths = new int[count];
      }
      int end = 0;
      for (int i = 0; i < count; i++) {
        starts[i] = end;
        end = bytes(vector, rows[i], end);
        lengths[i] = end - starts[i];
      }
      dictionary.clear();
      dictionary.index(data, starts, lengths, 0, count, numbers, 0);
      return dictionary.size();
    }

    /** Puts a value at {@code start} of {@link #data}; returns its end. */
    abstract int bytes(ColumnVector vector, int row, int start);

    void reserve(int start, int length) {
      int needed = Math.addExact(start, length + SLACK);
      if (needed > data.length) {
        data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - SLACK, 2L * needed));
      }
    }
  }

  /** Strings, by their bytes. */
  final class Strings extends Binaries {

    @Override
    int bytes(ColumnVector vector, int row, int start) {
      UTF8String value = vector.getUTF8String(row);
      int length = value.numBytes();
      reserve(start, length);
      value.writeToMemory(data, Platform.BYTE_ARRAY_OFFSET + (long) start);
      return start + length;
    }
  }

  /** Any type: as the row that Spark makes of the value. */
  final class Projected extends Binaries {

    private final UnsafeProjection projection;

    Projected(DataType type) {
      Expression reference = new BoundReference(0, type, true);
      this.projection =
          UnsafeProjection.create(CollectionConverters.asScala(List.of(reference)).toSeq());
    }

    @Override
    int bytes(ColumnVector vector, int row, int start) {
      ColumnarBatchRow source = new ColumnarBatchRow(new ColumnVector[] {vector});
      source.rowId = row;
      UnsafeRow value = projection.apply(source);
      reserve(start, value.getSizeInBytes());
      value.writeToMemory(data, Platform.BYTE_ARRAY_OFFSET + (long) start);
      return start + value.getSizeInBytes();
    }
  }
}
