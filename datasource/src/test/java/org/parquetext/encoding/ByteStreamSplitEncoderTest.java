package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReader;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForDouble;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForFLBA;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForFloat;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForInteger;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForLong;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ByteStreamSplitEncoderTest {

  private static final int FROM = 3;

  private final Page page = new Page();

  static IntStream counts() {
    return IntStream.concat(IntStream.rangeClosed(0, 35), IntStream.of(1_000, 1_001));
  }

  @ParameterizedTest
  @MethodSource("counts")
  void encodesIntsAsParquetJavaDoes(int count) {
    int[] values = new Random(count).ints(FROM + count + 1L).toArray();
    ByteStreamSplitEncoder.encode(values, FROM, count, page.buffer());
    int[] encoded = Arrays.copyOfRange(values, FROM, FROM + count);
    ByteStreamSplitValuesReader reader =
        page.open(new ByteStreamSplitValuesReaderForInteger(), count);
    assertThat(IntStream.range(0, count).map(i -> reader.readInteger()).toArray())
        .as("seed %d", count)
        .isEqualTo(encoded);
    assertThat(page.bytes())
        .as("seed %d", count)
        .isEqualTo(
            Page.written(
                ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter::new,
                writer -> IntStream.of(encoded).forEach(writer::writeInteger)));
  }

  @ParameterizedTest
  @MethodSource("counts")
  void encodesLongsAsParquetJavaDoes(int count) {
    long[] values = new Random(count).longs(FROM + count + 1L).toArray();
    ByteStreamSplitEncoder.encode(values, FROM, count, page.buffer());
    long[] encoded = Arrays.copyOfRange(values, FROM, FROM + count);
    ByteStreamSplitValuesReader reader = page.open(new ByteStreamSplitValuesReaderForLong(), count);
    assertThat(IntStream.range(0, count).mapToLong(i -> reader.readLong()).toArray())
        .as("seed %d", count)
        .isEqualTo(encoded);
    assertThat(page.bytes())
        .as("seed %d", count)
        .isEqualTo(
            Page.written(
                ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter::new,
                writer -> Arrays.stream(encoded).forEach(writer::writeLong)));
  }

  @ParameterizedTest
  @MethodSource("counts")
  void encodesFixedWidthsAsParquetJavaDoes(int count) {
    for (int width = 1; width <= 20; width++) {
      ByteStrings strings =
          ByteStrings.randomFixed(new Random(count), FROM + count + (count & 1), width);
      page.clear();
      ByteStreamSplitEncoder.encodeFixed(strings.data, width, FROM, count, page.buffer());
      byte[][] values = strings.values(FROM, count);
      assertThat(decodedFixed(width, count)).as("seed %d", count).isDeepEqualTo(values);
      assertThat(page.bytes()).as("seed %d", count).isEqualTo(fixedOfParquetJava(width, values));
    }
  }

  @Test
  void keepsEveryBitOfFloatingPoint() {
    float[] floats = {-0f, Float.intBitsToFloat(0x7FC0_1234), Float.MIN_VALUE, 1.5f};
    int[] floatBits = new int[floats.length];
    double[] doubles = {-0d, Double.longBitsToDouble(0x7FF8_0000_0000_1234L), 4.9e-324, 1.5};
    long[] doubleBits = new long[doubles.length];
    for (int i = 0; i < 4; i++) {
      floatBits[i] = Float.floatToRawIntBits(floats[i]);
      doubleBits[i] = Double.doubleToRawLongBits(doubles[i]);
    }
    ByteStreamSplitEncoder.encode(floatBits, 0, 4, page.buffer());
    ByteStreamSplitValuesReader floatReader =
        page.open(new ByteStreamSplitValuesReaderForFloat(), 4);
    page.clear();
    ByteStreamSplitEncoder.encode(doubleBits, 0, 4, page.buffer());
    ByteStreamSplitValuesReader doubleReader =
        page.open(new ByteStreamSplitValuesReaderForDouble(), 4);
    for (int i = 0; i < 4; i++) {
      assertThat(Float.floatToRawIntBits(floatReader.readFloat())).isEqualTo(floatBits[i]);
      assertThat(Double.doubleToRawLongBits(doubleReader.readDouble())).isEqualTo(doubleBits[i]);
    }
  }

  private byte[][] decodedFixed(int width, int count) {
    ByteStreamSplitValuesReader reader =
        page.open(new ByteStreamSplitValuesReaderForFLBA(width), count);
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = reader.readBytes().getBytes();
    }
    return values;
  }

  private static byte[] fixedOfParquetJava(int width, byte[][] values) {
    return Page.written(
        (int initialSize, int pageSize, HeapByteBufferAllocator allocator) ->
            new ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter(
                width, initialSize, pageSize, allocator),
        Page.binaries(values));
  }
}
