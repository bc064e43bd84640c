package org.parquetext.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidityTest {

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @Test
  void readsFromEveryBitEveryLength() {
    BitSet bits = RandomBits.of(new Random(1), 300);
    try (ArrowBuf bitmap = bitmap(bits, 300)) {
      for (int from = 0; from < 70; from++) {
        for (int rows = 0; rows <= 300 - from; rows++) {
          assertReads(bitmap, bits, from, rows);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void readsARandomStretch(long seed) {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(30_000);
    int from = random.nextInt(size);
    BitSet bits = RandomBits.of(random, size);
    try (ArrowBuf bitmap = bitmap(bits, size)) {
      assertReads(bitmap, bits, from, random.nextInt(size - from + 1));
    }
  }

  @Test
  void anEmptyBufferMeansThatEveryRowIsPresent() {
    for (int rows = 0; rows < 200; rows++) {
      long[] words = new long[Validity.words(rows)];

      assertThat(Validity.read(allocator.getEmpty(), 5, rows, words)).isEqualTo(rows);

      BitSet all = new BitSet();
      all.set(0, rows);
      assertThat(BitSet.valueOf(words)).as("%d rows", rows).isEqualTo(all);
    }
  }

  @Test
  void readsNoByteBehindTheLastRow() {
    try (ArrowBuf exact = allocator.buffer(16)) {
      exact.setOne(0, 16);
      try (ArrowBuf slice = exact.slice(0, 9)) {
        exact.getReferenceManager().retain();
        assertThat(Validity.read(slice, 3, 69, new long[2])).isEqualTo(69);
      }
    }
  }

  private static void assertReads(ArrowBuf bitmap, BitSet bits, int from, int rows) {
    long[] words = new long[Validity.words(rows)];
    int present = Validity.read(bitmap, from, rows, words);

    BitSet expected = bits.get(from, from + rows);
    assertThat(BitSet.valueOf(words)).as("%d rows from %d", rows, from).isEqualTo(expected);
    assertThat(present).as("%d rows from %d", rows, from).isEqualTo(expected.cardinality());
  }

  /** A bitmap of just the bytes that are needed, the bits behind the last one set. */
  private ArrowBuf bitmap(BitSet bits, int size) {
    int bytes = (size + 7) / 8;
    BitSet padded = (BitSet) bits.clone();
    padded.set(size, bytes * 8 + 1);
    ArrowBuf bitmap = allocator.buffer(bytes);
    bitmap.setBytes(0, padded.toByteArray(), 0, bytes);
    return bitmap;
  }
}
