package org.parquetext.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.buffer.Lengths;

class ChunkHashTest {

  private static final int COUNT = 10_000;
  private static final byte[] ZEROS = new byte[COUNT];

  /** xxHash's own test vector: the empty sequence with seed 0. */
  private static final long NOTHING = 0xEF46DB3751D8E999L;

  /** The sequences that are hashed, each of random values that differ from their neighbours. */
  private enum Sequence {
    INTS {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        hash.ints(Arrays.copyOfRange(values, from, to), to - from);
      }
    },
    LONGS {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        long[] longs = Arrays.stream(values, from, to).asLongStream().toArray();
        hash.longs(longs, to - from);
      }
    },
    BITS {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        hash.bits(words(values, from, to), to - from);
      }
    },
    FIXED {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        hash.fixed(bytes(values, from, to), 1, to - from);
      }
    },
    BYTE_ARRAYS {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        int[] offsets = new int[to - from + 1];
        for (int i = 0; i < to - from; i++) {
          offsets[i + 1] = offsets[i] + (values[from + i] & 7);
        }
        hash.byteArrays(new byte[offsets[to - from]], offsets, Lengths.of(offsets), to - from);
      }
    },
    PRESENCE {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        hash.presence(words(values, from, to), to - from);
      }
    },
    REPETITION {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        hash.levels(bytes(values, 0, to), ZEROS, from, to - from);
      }
    },
    DEFINITION {
      @Override
      void take(ChunkHash hash, int[] values, int from, int to) {
        hash.levels(ZEROS, bytes(values, 0, to), from, to - from);
      }
    };

    abstract void take(ChunkHash hash, int[] values, int from, int to);

    private static byte[] bytes(int[] values, int from, int to) {
      byte[] bytes = new byte[to - from];
      for (int i = from; i < to; i++) {
        bytes[i - from] = (byte) values[i];
      }
      return bytes;
    }

    private static long[] words(int[] values, int from, int to) {
      long[] words = new long[(to - from + 63) / 64];
      for (int i = from; i < to; i++) {
        words[i - from >>> 6] |= (values[i] & 1L) << i - from;
      }
      return words;
    }
  }

  @Test
  void isXxh64OfLittleEndianValues() {
    assertThat(of(hash -> {}).bytes()).isEqualTo(NOTHING);
    long ints = of(hash -> hash.ints(new int[] {0x04030201, 0x08070605}, 2)).bytes();
    long longs = of(hash -> hash.longs(new long[] {0x0807060504030201L}, 1)).bytes();
    long bytes = of(hash -> hash.fixed(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 8, 1)).bytes();
    assertThat(ints).isEqualTo(bytes).isEqualTo(longs).isNotEqualTo(NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDependOnWhereStretchesEnd(Sequence sequence) {
    int[] values = values(3);
    Random random = new Random(7);
    ChunkFingerprint pieces =
        of(
            hash -> {
              int to;
              for (int from = 0; from < COUNT; from = to) {
                to = Math.min(COUNT, from + 1 + random.nextInt(3_000));
                sequence.take(hash, values, from, to);
              }
            });
    assertThat(of(hash -> sequence.take(hash, values, 0, COUNT))).isEqualTo(pieces);
  }

  @ParameterizedTest
  @EnumSource
  void differsWhenTwoRowsAreSwapped(Sequence sequence) {
    int[] values = values(3);
    int[] swapped = values.clone();
    swapped[COUNT / 2] = values[COUNT / 2 + 1];
    swapped[COUNT / 2 + 1] = values[COUNT / 2];

    ChunkFingerprint expected = of(hash -> sequence.take(hash, values, 0, COUNT));
    ChunkFingerprint found = of(hash -> sequence.take(hash, swapped, 0, COUNT));
    assertThat(expected.differenceOf(found)).get().asString().startsWith("the hash of the ");
    assertThat(expected.differenceOf(expected)).isEmpty();
  }

  @Test
  void differsWhenNullsAreMoved() {
    ChunkFingerprint expected = of(hash -> hash.presence(new long[] {0b1011}, 4));
    ChunkFingerprint found = of(hash -> hash.presence(new long[] {0b1101}, 4));
    assertThat(expected.differenceOf(found)).get().asString().contains("definition levels");
  }

  @Test
  void isTheSameWhereverValuesLie() {
    byte[] data = {1, 2, 3, 0, 0};
    byte[] elsewhere = {3, 9, 1, 2, 9};
    int[] lengths = {2, 0, 1, 0};
    ChunkFingerprint expected =
        of(hash -> hash.byteArrays(data, new int[] {0, 2, 2, 3}, lengths, 4));
    ChunkFingerprint found =
        of(hash -> hash.byteArrays(elsewhere, new int[] {2, 0, 0, 4}, lengths, 4));
    assertThat(expected.differenceOf(found)).isEmpty();
  }

  @Test
  void differsWhenBytesMoveFromOneValueToTheNext() {
    byte[] data = {1, 2, 3};
    ChunkFingerprint expected =
        of(hash -> hash.byteArrays(data, new int[] {0, 1}, new int[] {1, 2}, 2));
    ChunkFingerprint found =
        of(hash -> hash.byteArrays(data, new int[] {0, 2}, new int[] {2, 1}, 2));
    assertThat(expected.differenceOf(found)).get().asString().contains("lengths of values");
  }

  @Test
  void saysHowManyEntriesAndNullsThereAre() {
    ChunkFingerprint expected = of(hash -> hash.presence(new long[] {0}, 4));
    assertThat(expected.nulls()).isEqualTo(4);
    assertThat(expected.differenceOf(of(hash -> hash.presence(new long[] {0}, 3))))
        .contains("the number of level entries is 3, expected 4");
    ChunkFingerprint found =
        of(
            hash -> {
              hash.presence(new long[] {1}, 4);
              hash.ints(new int[1], 1);
            });
    assertThat(expected.differenceOf(found)).contains("the number of nulls is 3, expected 4");
  }

  @Test
  void levelsThatCanOnlyBeZeroAreNotHashed() {
    ChunkHash flat = ChunkHash.of(0, 0);
    flat.presence(new long[] {-1}, 64);
    assertThat(flat.finish().definition()).isEqualTo(NOTHING);
  }

  @Test
  void beginsAnewForTheNextChunk() {
    ChunkHash hash = ChunkHash.of(1, 1);
    Sequence.INTS.take(hash, values(5), 0, COUNT);
    Sequence.DEFINITION.take(hash, values(5), 0, COUNT);
    assertThat(hash.finish()).isNotEqualTo(hash.finish());
    assertThat(hash.finish()).isEqualTo(of(none -> {}));
  }

  @Test
  void takesNothingWhereNobodyWantsIt() {
    ChunkHash none = ChunkHash.NONE;
    Sequence.INTS.take(none, values(5), 0, COUNT);
    assertThat(none.finish()).isNull();
  }

  /** Odd and even ones in turn, so that neighbours differ also in one bit. */
  private static int[] values(long seed) {
    int[] values = new Random(seed).ints(COUNT).toArray();
    for (int i = 0; i < COUNT; i++) {
      values[i] = values[i] & ~1 | i & 1;
    }
    return values;
  }

  private static ChunkFingerprint of(Consumer<ChunkHash> content) {
    ChunkHash hash = ChunkHash.of(1, 1);
    content.accept(hash);
    return hash.finish();
  }
}
