package org.parquetext.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BitStretchTest {

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void appendsStretchesOfAnyLength(long seed) {
    Random random = new Random(seed);
    BitSet expected = new BitSet();
    long[] target = new long[0];
    int size = 0;
    for (int i = 0; i < 50; i++) {
      int count = random.nextInt(i % 2 == 0 ? 10 : 500);
      if (random.nextBoolean()) {
        target = BitStretch.appendSet(count, target, size);
        expected.set(size, size + count);
      } else {
        BitSet bits = RandomBits.of(random, count);
        target = BitStretch.append(RandomBits.words(bits, count), count, target, size);
        int start = size;
        bits.stream().forEach(bit -> expected.set(start + bit));
      }
      size += count;
      assertThat(BitSet.valueOf(target)).as("seed %d, append %d", seed, i).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void clearsWhatWasAppended(long seed) {
    Random random = new Random(seed);
    int size = random.nextInt(1_000);
    int count = random.nextInt(1_000);
    long[] target = BitStretch.appendSet(size, new long[0], 0);
    long[] bits = RandomBits.words(RandomBits.of(random, count), count);
    target = BitStretch.append(bits, count, target, size);

    BitStretch.clear(target, size + count);

    assertThat(Arrays.stream(target)).as("seed %d", seed).allMatch(word -> word == 0);
  }
}
