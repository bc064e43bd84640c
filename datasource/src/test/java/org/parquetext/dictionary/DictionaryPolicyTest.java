package org.parquetext.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainIntegerDictionaryValuesWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DictionaryPolicyTest {

  private static final int MAX_BYTES = 4_000;

  private final DictionaryPolicy policy = new DictionaryPolicy(MAX_BYTES);

  /** Dictionaries of 4 bytes an entry that are at the limit, or one entry away from it. */
  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void decidesAsParquetJavaDoes(long seed) {
    Random random = new Random(seed);
    PlainIntegerDictionaryValuesWriter parquetJava =
        new PlainIntegerDictionaryValuesWriter(
            MAX_BYTES,
            Encoding.RLE_DICTIONARY,
            Encoding.PLAIN,
            HeapByteBufferAllocator.getInstance());
    int distinct = MAX_BYTES / 4 + random.nextInt(3) - 1;
    for (int i = 0; i < distinct; i++) {
      parquetJava.writeInteger(i);
    }
    long dictionaryBytes = 4L * distinct;
    assertThat(policy.exceedsLimit(dictionaryBytes))
        .as("seed %d", seed)
        .isEqualTo(parquetJava.shouldFallBack());
    for (int distance = -1; distance <= 1; distance++) {
      long encodedBytes = random.nextInt(10_000);
      long rawBytes = encodedBytes + dictionaryBytes + distance;
      assertThat(policy.keepsAfterFirstPage(encodedBytes, dictionaryBytes, rawBytes))
          .as("seed %d, distance %d", seed, distance)
          .isEqualTo(parquetJava.isCompressionSatisfying(rawBytes, encodedBytes));
    }
  }
}
