package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.buffer.PageBuffer;

class RleBitPackingHybridEncoderTest {

  private static final byte[] PREFIX = {1, 2, 3};

  private final PageBuffer out = new PageBuffer(0);

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void encodesWhatParquetDecodesInNoMoreBytes(long seed) throws IOException {
    Random random = new Random(seed);
    for (int bitWidth = 0; bitWidth <= 32; bitWidth++) {
      int[] values = RandomRuns.values(random, bitWidth, 5_000);
      int from = random.nextInt(values.length / 4 + 1);
      int count = values.length - from - random.nextInt((values.length - from) / 4 + 1);
      int[] encoded = Arrays.copyOfRange(values, from, from + count);
      out.clear();
      out.putBytes(PREFIX, 0, PREFIX.length);
      RleBitPackingHybridEncoder.encode(values, from, count, bitWidth, out);
      assertThat(HybridStream.decode(out, PREFIX.length, bitWidth, count))
          .as("seed %d, bit width %d", seed, bitWidth)
          .isEqualTo(encoded);
      assertThat(Arrays.copyOf(out.array(), PREFIX.length)).isEqualTo(PREFIX);
      assertThat((double) out.size() - PREFIX.length)
          .as("seed %d, bit width %d", seed, bitWidth)
          .isLessThanOrEqualTo(HybridStream.parquetJavaBytes(encoded, bitWidth) * 1.02 + 16);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999})
  void needsNoMoreBytesThanParquetJavaForSkewedBits(double share) throws IOException {
    Random random = new Random(1);
    int[] values = random.doubles(100_000).mapToInt(x -> x < share ? 1 : 0).toArray();
    RleBitPackingHybridEncoder.encode(values, 0, values.length, 1, out);
    assertThat((long) out.size())
        .as("seed 1")
        .isLessThanOrEqualTo(HybridStream.parquetJavaBytes(values, 1));
  }

  @Test
  void keepsShortRunsOfBitsPackedWhereThatIsSmaller() throws IOException {
    Random random = new Random(1);
    int[] values = random.doubles(100_000).mapToInt(x -> x < 0.9 ? 1 : 0).toArray();
    RleBitPackingHybridEncoder.encode(values, 0, values.length, 1, out);
    assertThat((double) out.size())
        .as("seed 1")
        .isLessThan(HybridStream.parquetJavaBytes(values, 1) * 0.85);
  }

  @Test
  void writesEqualValuesAsOneRun() {
    int[] values = new int[1_000];
    Arrays.fill(values, 300);
    RleBitPackingHybridEncoder.encode(values, 0, 1_000, 9, out);
    assertThat(Arrays.copyOf(out.array(), out.size()))
        .containsExactly((byte) (2_000 | 0x80), 2_000 >>> 7, (byte) 300, 300 >>> 8);
  }

  @Test
  void writesNothingForNoValues() {
    RleBitPackingHybridEncoder.encode(new int[0], 0, 0, 5, out);
    RleBitPackingHybridEncoder.encode(new int[0], 0, 0, 0, out);
    RleBitPackingHybridEncoder.encodeRun(7, 0, 5, out);
    assertThat(out.size()).isZero();
  }

  @Test
  void writesOnlyARunHeaderAtWidthZero() {
    RleBitPackingHybridEncoder.encode(new int[5], 0, 5, 0, out);
    assertThat(Arrays.copyOf(out.array(), out.size())).containsExactly(5 << 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 16, 17, 24, 25, 31, 32})
  void writesRunsOfTheLargestValue(int bitWidth) throws IOException {
    int value = bitWidth == 0 ? 0 : -1 >>> (32 - bitWidth);
    RleBitPackingHybridEncoder.encodeRun(value, 1, bitWidth, out);
    RleBitPackingHybridEncoder.encodeRun(value, 100_000, bitWidth, out);
    assertThat(HybridStream.decode(out, 0, bitWidth, 100_001)).containsOnly(value);
  }
}
