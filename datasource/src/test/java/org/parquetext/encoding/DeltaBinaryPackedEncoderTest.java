package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaBinaryPackedEncoderTest {

  private static final int FROM = 2;

  /** Around the ends of the first value, of miniblocks of 32 and of blocks of 128 differences. */
  private static final int[] COUNTS = {
    0, 1, 2, 3, 8, 9, 32, 33, 34, 65, 97, 98, 128, 129, 130, 161, 162, 256, 257, 258, 385, 2_000
  };

  private final DeltaBinaryPackedEncoder encoder = new DeltaBinaryPackedEncoder();
  private final Page page = new Page();

  static Stream<Arguments> shapesAndCounts() {
    return Stream.of(NumberShape.values())
        .flatMap(
            shape -> IntStream.of(COUNTS).mapToObj(count -> Arguments.arguments(shape, count)));
  }

  @ParameterizedTest
  @MethodSource("shapesAndCounts")
  void encodesIntsAsParquetJavaDoes(NumberShape shape, int count) {
    for (int seed = 0; seed < 3; seed++) {
      int[] values = shape.ints(new Random(seed), FROM + count + 1);
      int[] encoded = Arrays.copyOfRange(values, FROM, FROM + count);
      page.clear();
      encoder.encode(values, FROM, count, page.buffer());
      assertThat(decodedInts(count)).as("seed %d", seed).isEqualTo(encoded);
      assertSameAs(intsOfParquetJava(encoded), count, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("shapesAndCounts")
  void encodesLongsAsParquetJavaDoes(NumberShape shape, int count) {
    for (int seed = 0; seed < 3; seed++) {
      long[] values = shape.longs(new Random(seed), FROM + count + 1);
      long[] encoded = Arrays.copyOfRange(values, FROM, FROM + count);
      page.clear();
      encoder.encode(values, FROM, count, page.buffer());
      assertThat(decodedLongs(count)).as("seed %d", seed).isEqualTo(encoded);
      assertSameAs(longsOfParquetJava(encoded), count, seed);
    }
  }

  @ParameterizedTest
  @EnumSource(NumberShape.class)
  void forgetsThePageBefore(NumberShape shape) {
    Random random = new Random(1);
    encoder.encode(NumberShape.ANY.longs(random, 1_000), 0, 1_000, page.buffer());
    encoder.encode(NumberShape.ANY.ints(random, 1_000), 0, 1_000, page.buffer());
    long[] longs = shape.longs(random, 50);
    page.clear();
    encoder.encode(longs, 0, 50, page.buffer());
    assertThat(page.bytes()).as("seed 1").isEqualTo(longsOfParquetJava(longs));
    int[] ints = shape.ints(random, 50);
    page.clear();
    encoder.encode(ints, 0, 50, page.buffer());
    assertThat(page.bytes()).as("seed 1").isEqualTo(intsOfParquetJava(ints));
  }

  @Test
  void givesMiniblocksWithoutValuesNoBitsAndNoBody() {
    encoder.encode(NumberShape.ANY.longs(new Random(1), 129), 0, 129, page.buffer());
    page.clear();
    encoder.encode(new int[] {7, 5, 3, 1, 2}, 0, 5, page.buffer());
    String header = "8001" + "04" + "05" + "0e";
    String block = "03" + "02000000" + "c000000000000000";
    assertThat(HexFormat.of().formatHex(page.bytes())).isEqualTo(header + block);
  }

  /**
   * Byte by byte where parquet-java's page is free of leftovers: behind the last value, its blocks
   * but the first have bit widths and residues of the block before.
   */
  private void assertSameAs(byte[] parquetJava, int count, int seed) {
    byte[] bytes = page.bytes();
    assertThat(bytes.length).as("seed %d", seed).isEqualTo(parquetJava.length);
    if (count <= 129 || count % 128 == 1) {
      assertThat(bytes).as("seed %d", seed).isEqualTo(parquetJava);
    }
  }

  private int[] decodedInts(int count) {
    DeltaBinaryPackingValuesReader reader = page.open(new DeltaBinaryPackingValuesReader(), count);
    return IntStream.range(0, count).map(i -> reader.readInteger()).toArray();
  }

  private long[] decodedLongs(int count) {
    DeltaBinaryPackingValuesReader reader = page.open(new DeltaBinaryPackingValuesReader(), count);
    return IntStream.range(0, count).mapToLong(i -> reader.readLong()).toArray();
  }

  private static byte[] intsOfParquetJava(int[] values) {
    return Page.written(
        DeltaBinaryPackingValuesWriterForInteger::new,
        writer -> IntStream.of(values).forEach(writer::writeInteger));
  }

  private static byte[] longsOfParquetJava(long[] values) {
    return Page.written(
        DeltaBinaryPackingValuesWriterForLong::new,
        writer -> Arrays.stream(values).forEach(writer::writeLong));
  }
}
