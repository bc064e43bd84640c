package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.buffer.PageBuffer;

class LevelRunEncoderTest {

  private final PageBuffer out = new PageBuffer(0);

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void makesTheBytesOfTheEncoderOfInts(long seed) throws IOException {
    Random random = new Random(seed);
    for (int bitWidth = 1; bitWidth <= LevelRunEncoder.MAX_BIT_WIDTH; bitWidth++) {
      int[] values = RandomRuns.values(random, bitWidth, 5_000);
      byte[] levels = new byte[values.length + random.nextInt(9)];
      Arrays.fill(levels, (byte) 1);
      for (int i = 0; i < values.length; i++) {
        levels[i] = (byte) values[i];
      }
      out.clear();
      LevelRunEncoder.encode(levels, values.length, bitWidth, out);
      PageBuffer ints = new PageBuffer(0);
      RleBitPackingHybridEncoder.encode(values, 0, values.length, bitWidth, ints);

      assertThat(Arrays.copyOf(out.array(), out.size()))
          .as("seed %d, bit width %d", seed, bitWidth)
          .isEqualTo(Arrays.copyOf(ints.array(), ints.size()));
      assertThat(HybridStream.decode(out, 0, bitWidth, values.length)).isEqualTo(values);
    }
  }

  @Test
  void writesNothingForNoLevels() {
    LevelRunEncoder.encode(new byte[3], 0, 2, out);

    assertThat(out.size()).isZero();
  }
}
