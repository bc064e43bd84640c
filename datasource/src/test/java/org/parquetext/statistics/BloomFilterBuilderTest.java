package org.parquetext.statistics;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.parquet.column.values.bloomfilter.AdaptiveBlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.buffer.Lengths;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.dictionary.BinaryDictionary;
import org.parquetext.dictionary.LongDictionary;

class BloomFilterBuilderTest {

  private static final int BYTES = 1 << 12;
  private static final int FROM = 2;
  private static final int COUNT = 500;

  private final BloomFilterBuilder builder = new BloomFilterBuilder(BloomFilterSize.largest(BYTES));
  private final BloomFilter parquetJava = new BlockSplitBloomFilter(BYTES, BYTES);

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsIntsAndFloatsAsParquetJavaDoes(long seed) throws IOException {
    int[] values = new Random(seed).ints(FROM + 2 * COUNT + 1).toArray();
    builder.add(values, FROM, COUNT);
    builder.add(values, FROM + COUNT, COUNT);
    for (int i = FROM; i < FROM + COUNT; i++) {
      insert(parquetJava.hash(values[i]));
      insert(parquetJava.hash(Float.intBitsToFloat(values[i + COUNT])));
    }
    assertSame(builder.build(), parquetJava, seed);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsLongsAndDoublesAsParquetJavaDoes(long seed) throws IOException {
    long[] values = new Random(seed).longs(FROM + 2 * COUNT + 1).toArray();
    builder.add(values, FROM, COUNT);
    builder.add(values, FROM + COUNT, COUNT);
    for (int i = FROM; i < FROM + COUNT; i++) {
      insert(parquetJava.hash(values[i]));
      insert(parquetJava.hash(Double.longBitsToDouble(values[i + COUNT])));
    }
    assertSame(builder.build(), parquetJava, seed);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsByteArraysAsParquetJavaDoes(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] data = new byte[COUNT * 80];
    random.nextBytes(data);
    int[] offsets = randomOffsets(random);
    builder.add(data, offsets, Lengths.of(offsets), FROM, COUNT);
    for (int i = FROM; i < FROM + COUNT; i++) {
      int length = offsets[i + 1] - offsets[i];
      insert(parquetJava.hash(Binary.fromConstantByteArray(data, offsets[i], length)));
    }
    assertSame(builder.build(), parquetJava, seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 16, 33})
  void holdsFixedWidthsAsParquetJavaDoes(int width) throws IOException {
    byte[] data = new byte[(FROM + COUNT + 1) * width];
    new Random(width).nextBytes(data);
    builder.addFixed(data, FROM * width, width, COUNT);
    for (int i = FROM; i < FROM + COUNT; i++) {
      insert(parquetJava.hash(Binary.fromConstantByteArray(data, i * width, width)));
    }
    assertSame(builder.build(), parquetJava, width);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void holdsTheSameOfADictionaryAsOfItsByteArrays(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] data = new byte[COUNT * 80];
    random.nextBytes(data);
    int[] offsets = randomOffsets(random);
    builder.add(data, offsets, Lengths.of(offsets), FROM, COUNT);
    BloomFilter ofValues = builder.build();
    BinaryDictionary dictionary = new BinaryDictionary();
    dictionary.index(data, offsets, Lengths.of(offsets), FROM, COUNT, new int[COUNT], 0);
    int half = dictionary.size() / 2;
    PageBuffer page = dictionary.page();
    builder.addEntries(page.array(), dictionary.starts(), 0, half);
    builder.addEntries(page.array(), dictionary.starts(), half, dictionary.size() - half);
    assertSame(builder.build(), ofValues, seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 400, 600, 1_500, 2_900, 3_500, 7_000, 30_000})
  void adaptsToTheDistinctValuesAsParquetJavaDoes(int distinct) throws IOException {
    Random random = new Random(distinct);
    long[] values = random.longs(2L * distinct, 0, Math.max(1, distinct)).toArray();
    for (int candidates : new int[] {1, 2, 5, 8}) {
      for (double falsePositives : new double[] {0.001, 0.01, 0.3}) {
        BloomFilterBuilder adaptive =
            new BloomFilterBuilder(BloomFilterSize.adaptive(candidates, falsePositives, 1 << 15));
        adaptive.add(values, 0, values.length);
        BloomFilter expected =
            new AdaptiveBlockSplitBloomFilter(1 << 15, candidates, falsePositives, null);
        for (long value : values) {
          expected.insertHash(expected.hash(value));
        }
        assertSame(adaptive.build(), expected, distinct);
      }
    }
  }

  @Test
  void adaptsToTheSameOfADictionaryAsOfItsValues() throws IOException {
    long[] values = new Random(1).longs(10_000, 0, 2_000).toArray();
    BloomFilterBuilder adaptive =
        new BloomFilterBuilder(BloomFilterSize.adaptive(5, 0.01, 1 << 15));
    adaptive.add(values, 0, values.length);
    BloomFilter ofValues = adaptive.build();
    LongDictionary dictionary = new LongDictionary();
    dictionary.index(values, 0, values.length, new int[values.length], 0);
    adaptive.add(dictionary.entries(), 0, dictionary.size());
    assertThat(ofValues.getBitsetSize()).isLessThan(1 << 15);
    assertSame(adaptive.build(), ofValues, 1);
  }

  @Test
  void startsAnewAfterBuilding() throws IOException {
    builder.add(new int[] {1, 2, 3}, 0, 3);
    BloomFilter first = builder.build();
    builder.add(new int[] {4}, 0, 1);
    insert(parquetJava.hash(4));
    assertSame(builder.build(), parquetJava, 0);
    assertThat(first.findHash(first.hash(1))).isTrue();
    assertThat(first.findHash(first.hash(4))).isFalse();
  }

  @Test
  void forgetsClearedValues() throws IOException {
    builder.add(new int[] {1, 2, 3}, 0, 3);
    builder.clear();
    assertSame(builder.build(), parquetJava, 0);
  }

  @Test
  void supportsAllTypesButBooleans() {
    assertThat(BloomFilterBuilder.supports(Types.required(BOOLEAN).named("column"))).isFalse();
    assertThat(BloomFilterBuilder.supports(Types.required(INT96).named("column"))).isTrue();
    assertThat(BloomFilterBuilder.supports(Types.required(BINARY).named("column"))).isTrue();
  }

  private static int[] randomOffsets(Random random) {
    int[] offsets = new int[FROM + COUNT + 2];
    offsets[0] = 5;
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1] + (random.nextInt(4) == 0 ? random.nextInt(70) : 1);
    }
    return offsets;
  }

  private void insert(long hash) {
    parquetJava.insertHash(hash);
  }

  private static void assertSame(BloomFilter actual, BloomFilter expected, long seed)
      throws IOException {
    assertThat(actual.getBitsetSize()).as("seed %d", seed).isEqualTo(expected.getBitsetSize());
    assertThat(actual.getHashStrategy()).isEqualTo(expected.getHashStrategy());
    assertThat(actual.getAlgorithm()).isEqualTo(expected.getAlgorithm());
    assertThat(actual.getCompression()).isEqualTo(expected.getCompression());
    assertThat(bits(actual)).as("seed %d", seed).isEqualTo(bits(expected));
  }

  private static byte[] bits(BloomFilter filter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    filter.writeTo(out);
    return out.toByteArray();
  }
}
