package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;

class BitmapRunEncoderTest {

  private final PageBuffer out = new PageBuffer(0);

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void encodesWhatParquetDecodesInTheRunsOfTheIntEncoder(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      int[] values = RandomRuns.values(random, 1, round * 200);
      out.clear();
      out.putByte(9);
      BitmapRunEncoder.encode(bitmap(values, random), values.length, out);
      assertThat(HybridStream.decode(out, 1, 1, values.length))
          .as("seed %d", seed)
          .isEqualTo(values);
      PageBuffer expected = new PageBuffer(0);
      expected.putByte(9);
      RleBitPackingHybridEncoder.encode(values, 0, values.length, 1, expected);
      assertThat(Arrays.copyOf(out.array(), out.size()))
          .as("seed %d", seed)
          .isEqualTo(Arrays.copyOf(expected.array(), expected.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 63, 64, 65, 100_000})
  void writesEqualBitsAsOneRun(int bitCount) {
    long[] words = new long[(bitCount + 63) / 64];
    Arrays.fill(words, -1L);
    BitmapRunEncoder.encode(words, bitCount, out);
    PageBuffer expected = new PageBuffer(0);
    RleBitPackingHybridEncoder.encodeRun(1, bitCount, 1, expected);
    assertThat(Arrays.copyOf(out.array(), out.size()))
        .isEqualTo(Arrays.copyOf(expected.array(), expected.size()));
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void encodesValuesThatParquetDecodesAsBooleans(long seed) {
    Random random = new Random(seed);
    int[] values = RandomRuns.values(random, 1, 2_000);
    Page page = new Page();
    BitmapRunEncoder.encodeValues(bitmap(values, random), values.length, page.buffer());
    assertThat(LittleEndian.getInt(page.bytes(), 0))
        .as("seed %d", seed)
        .isEqualTo(page.bytes().length - 4);
    ValuesReader reader = page.open(new RunLengthBitPackingHybridValuesReader(1), values.length);
    for (int value : values) {
      assertThat(reader.readBoolean()).as("seed %d", seed).isEqualTo(value == 1);
    }
  }

  @Test
  void encodesNoValuesAsNoRuns() {
    BitmapRunEncoder.encodeValues(new long[0], 0, out);
    assertThat(Arrays.copyOf(out.array(), out.size())).containsExactly(0, 0, 0, 0);
  }

  /** With garbage after the last bit, and sometimes a word too many. */
  private static long[] bitmap(int[] values, Random random) {
    long[] words = random.longs((values.length + 63) / 64 + random.nextInt(2)).toArray();
    for (int i = 0; i < values.length; i++) {
      words[i >> 6] = words[i >> 6] & ~(1L << i) | (long) values[i] << i;
    }
    return words;
  }
}
