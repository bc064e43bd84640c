package org.parquetext.statistics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.apache.parquet.column.values.bloomfilter.XxHash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class XxHash64Test {

  private final XxHash parquetJava = new XxHash();

  /** Of the reference implementation, xxhsum. */
  @ParameterizedTest
  @CsvSource({"'', ef46db3751d8e999", "a, d24ec4f1a98c6e5b", "abc, 44bc2cf5ad770999"})
  void isThatOfTheReference(String text, String expected) {
    assertThat(XxHash64.hash(text.getBytes(US_ASCII), 0, text.length()))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void isThatOfParquetJavaForBytesOfEachLength(long seed) {
    byte[] data = new byte[300];
    new Random(seed).nextBytes(data);
    for (int length = 0; length < 200; length++) {
      int start = length % 7;
      ByteBuffer bytes = ByteBuffer.wrap(data, start, length);
      assertThat(XxHash64.hash(data, start, length))
          .as("seed %d, length %d", seed, length)
          .isEqualTo(parquetJava.hashByteBuffer(bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void ofNumbersIsThatOfTheirBytes(long seed) {
    long number = new Random(seed).nextLong();
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();

    assertThat(XxHash64.hash(number)).isEqualTo(XxHash64.hash(bytes, 0, Long.BYTES));
    assertThat(XxHash64.hash((int) number)).isEqualTo(XxHash64.hash(bytes, 0, Integer.BYTES));
  }
}
