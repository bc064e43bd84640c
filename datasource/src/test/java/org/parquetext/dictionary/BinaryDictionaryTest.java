package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.buffer.Lengths;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.PlainEncoder;

class BinaryDictionaryTest {

  private final BinaryDictionary dictionary = new BinaryDictionary();
  private FirstAppearance<ByteBuffer> expected = new FirstAppearance<>();

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void numbersRandomPartsByFirstAppearanceThroughTrimsAndClears(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      byte[][] values = randomValues(random);
      int from = random.nextInt(values.length + 1);
      int count = random.nextInt(values.length - from + 1);
      index(values, from, count, "seed " + seed);
      index(values, from, count, "once more, seed " + seed);
      if (random.nextInt(3) == 0) {
        dictionary.trim();
      }
      assertEntries("seed " + seed);
      if (random.nextInt(4) == 0) {
        dictionary.clear();
        expected = new FirstAppearance<>();
        assertEntries("seed " + seed);
      }
    }
  }

  @Test
  void numbersManyDistinctValues() {
    byte[][] values =
        IntStream.range(0, 100_000).mapToObj(i -> ("value " + i).getBytes()).toArray(byte[][]::new);
    index(values, 0, values.length, "distinct");
    index(values, 0, values.length, "once more");
    assertEntries("distinct");
  }

  @Test
  void numbersEqualValues() {
    byte[][] values = new byte[10_000][0];
    index(values, 0, values.length, "empty");
    Arrays.fill(values, new byte[17]);
    index(values, 0, values.length, "zeros");
    assertEntries("equal");
  }

  /** Each string differs from the next in length only, or in one bit anywhere. */
  @Test
  void tellsSimilarValuesApart() {
    index(Collections.nCopies(100, new byte[0]).toArray(byte[][]::new), 0, 100, "mostly known");
    byte[][] zeros = IntStream.range(0, 70).mapToObj(byte[]::new).toArray(byte[][]::new);
    byte[][] oneBit =
        IntStream.range(0, 70 * 8)
            .mapToObj(bit -> ByteBuffer.allocate(70).put(bit / 8, (byte) (1 << bit % 8)).array())
            .toArray(byte[][]::new);
    index(zeros, 0, zeros.length, "lengths");
    index(oneBit, 0, oneBit.length, "bits");
    assertThat(dictionary.size()).isEqualTo(70 + 70 * 8);
    assertEntries("similar");
  }

  /** In the table a long value meets short entries, of which the last ones end the page. */
  @Test
  void tellsLongValuesFromShortEntriesAtTheEndOfThePage() {
    Random random = new Random(1);
    byte[] data = new byte[40];
    int[] ids = new int[1];
    for (int entries = 195; entries < 205; entries++) {
      for (int round = 0; round < 500; round++) {
        BinaryDictionary filled = new BinaryDictionary();
        for (int i = 0; i < entries; i++) {
          data[0] = (byte) i;
          filled.index(data, new int[] {0}, new int[] {1}, 0, 1, ids, 0);
        }
        random.nextBytes(data);
        filled.index(data, new int[] {0}, new int[] {32}, 0, 1, ids, 0);
        assertThat(ids[0]).isEqualTo(entries);
      }
    }
  }

  /** Entries are read by words, also the last one, of which there may be less. */
  @Test
  void findsAShortLastEntryAfterATrim() {
    byte[][] values =
        IntStream.range(0, 101)
            .mapToObj(i -> i == 100 ? new byte[] {1} : new byte[] {(byte) i, 2, 3, 4, 5, 6, 7, 8})
            .map(bytes -> bytes.length == 1 ? bytes : Arrays.copyOf(bytes, 16))
            .toArray(byte[][]::new);
    index(values, 0, values.length, "new");
    dictionary.trim();
    byte[][] again = Arrays.copyOf(values, values.length + 1);
    again[values.length] = values[0];
    index(again, 0, values.length, "trimmed");
    assertEntries("trimmed");
  }

  /** In any order, over one another, and up to the last byte of the array. */
  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void findsValuesWhereverTheyLie(long seed) {
    Random random = new Random(seed);
    int longest = 1 + random.nextInt(40);
    byte[] data = new byte[longest + random.nextInt(40)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) random.nextInt(2);
    }
    int count = 500;
    int[] starts = new int[count];
    int[] lengths = new int[count];
    int[] expectedIds = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = random.nextInt(longest + 1);
      starts[i] = random.nextInt(data.length - lengths[i] + 1);
      byte[] value = Arrays.copyOfRange(data, starts[i], starts[i] + lengths[i]);
      expectedIds[i] = expected.id(ByteBuffer.wrap(value));
    }
    for (String description : List.of("new", "known")) {
      int[] ids = new int[count];
      dictionary.index(data, starts, lengths, 0, count, ids, 0);
      assertThat(ids).as("%s, seed %d", description, seed).isEqualTo(expectedIds);
    }
    assertEntries("seed " + seed);
  }

  @Test
  void holdsValuesOf300MegabytesAndGivesTheirMemoryBack() {
    int length = 300_000_000;
    byte[] data = new byte[length];
    int[] ids = new int[4];
    dictionary.index(data, new int[] {0}, new int[] {length}, 0, 1, ids, 0);
    data[length - 1] = 1;
    dictionary.index(data, new int[] {0, length}, new int[] {length, 0}, 0, 2, ids, 1);
    dictionary.index(data, new int[] {0}, new int[] {length}, 0, 1, ids, 3);
    assertThat(ids).containsExactly(0, 1, 2, 1);
    assertThat(dictionary.plainBytes()).isEqualTo(2L * length + 3 * 4);
    dictionary.clear();
    dictionary.trim();
    assertThat(dictionary.page().array()).hasSizeLessThan(100_000);
  }

  private static byte[][] randomValues(Random random) {
    int maxLength = 1 + random.nextInt(40);
    int distinctBytes = 1 + random.nextInt(256);
    byte[][] values = new byte[random.nextInt(2_000)][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new byte[random.nextInt(maxLength)];
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = (byte) random.nextInt(distinctBytes);
      }
    }
    return values;
  }

  private void index(byte[][] values, int from, int count, String description) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int[] offsets = new int[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      data.writeBytes(values[i]);
      offsets[i + 1] = data.size();
    }
    int[] ids = new int[count + 2];
    Arrays.fill(ids, -7);
    dictionary.index(data.toByteArray(), offsets, Lengths.of(offsets), from, count, ids, 1);
    int[] expectedIds =
        IntStream.range(from, from + count)
            .map(i -> expected.id(ByteBuffer.wrap(values[i])))
            .toArray();
    assertThat(Arrays.copyOfRange(ids, 1, count + 1)).as(description).isEqualTo(expectedIds);
    assertThat(ids[0]).as(description).isEqualTo(-7);
    assertThat(ids[count + 1]).as(description).isEqualTo(-7);
  }

  private void assertEntries(String description) {
    PageBuffer plain = new PageBuffer(0);
    for (ByteBuffer value : expected.values()) {
      PlainEncoder.binaries(value.array(), new int[1], new int[] {value.limit()}, 0, 1, plain);
      int id = expected.id(value);
      int start = dictionary.starts()[id];
      assertThat(start).as(description).isEqualTo(plain.size() - value.limit());
      assertThat(LittleEndian.getInt(dictionary.page().array(), start - 4))
          .as(description)
          .isEqualTo(value.limit());
    }
    assertThat(dictionary.size()).as(description).isEqualTo(expected.values().size());
    assertThat(dictionary.plainBytes()).as(description).isEqualTo(plain.size());
    assertThat(Arrays.copyOf(dictionary.page().array(), dictionary.page().size()))
        .as(description)
        .isEqualTo(Arrays.copyOf(plain.array(), plain.size()));
  }
}
