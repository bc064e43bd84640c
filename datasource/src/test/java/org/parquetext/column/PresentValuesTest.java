package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each compaction against a loop over the rows. */
class PresentValuesTest {

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void keepsThePresentValuesInOrder(long seed) {
    Random random = new Random(seed);
    int rows = random.nextInt(700);
    BitSet present = present(random, rows);
    long[] validity = words(present, rows);
    long[] values = random.longs(rows).toArray();

    long[] expected = present.stream().mapToLong(row -> values[row]).toArray();
    int[] ints = new int[rows];
    byte[] fixed = new byte[rows * 3];
    for (int row = 0; row < rows; row++) {
      ints[row] = (int) values[row];
      for (int i = 0; i < 3; i++) {
        fixed[row * 3 + i] = (byte) (values[row] >>> 8 * i);
      }
    }
    long[] longs = values.clone();
    PresentValues.compact(longs, validity, rows);
    PresentValues.compact(ints, validity, rows);
    PresentValues.compact(fixed, 3, validity, rows);

    for (int i = 0; i < expected.length; i++) {
      assertThat(longs[i]).as("seed %d, value %d", seed, i).isEqualTo(expected[i]);
      assertThat(ints[i]).as("seed %d, value %d", seed, i).isEqualTo((int) expected[i]);
      assertThat(fixed[3 * i + 2]).as("seed %d", seed).isEqualTo((byte) (expected[i] >>> 16));
    }
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void keepsThePresentBits(long seed) {
    Random random = new Random(seed);
    int rows = random.nextInt(700);
    BitSet present = present(random, rows);
    long[] bits = random.longs((rows + 63) / 64).toArray();

    BitSet expected = new BitSet();
    BitSet before = BitSet.valueOf(bits);
    int count = 0;
    for (int row : present.stream().toArray()) {
      expected.set(count++, before.get(row));
    }
    PresentValues.compactBits(bits, words(present, rows), rows);

    assertThat(BitSet.valueOf(bits).get(0, count)).as("seed %d", seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void dropsTheBytesThatNullsOwn(long seed) {
    Random random = new Random(seed);
    int rows = random.nextInt(300);
    BitSet present = present(random, rows);
    ByteArrays values = new ByteArrays();
    values.reserve(rows, rows * 10L);
    random.nextBytes(values.data);
    for (int row = 0, end = 0; row < rows; row++) {
      values.starts[row] = end;
      values.lengths[row] = random.nextInt(10);
      end += values.lengths[row];
    }
    byte[][] expected = present.stream().mapToObj(row -> value(values, row)).toArray(byte[][]::new);

    PresentValues.compact(values, words(present, rows), rows);
    for (int i = 0; i < expected.length; i++) {
      assertThat(value(values, i)).as("seed %d, value %d", seed, i).isEqualTo(expected[i]);
    }
  }

  private static byte[] value(ByteArrays values, int i) {
    return Arrays.copyOfRange(values.data, values.starts[i], values.starts[i] + values.lengths[i]);
  }

  private static BitSet present(Random random, int rows) {
    BitSet present = new BitSet();
    int nulls = random.nextInt(4);
    for (int row = 0; row < rows; row++) {
      present.set(row, random.nextInt(4) >= nulls);
    }
    return present;
  }

  private static long[] words(BitSet bits, int rows) {
    return Arrays.copyOf(bits.toLongArray(), (rows + 63) / 64);
  }
}
