package org.parquetext.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaByteArrayEncoderTest {

  private static final int FROM = 3;

  private final DeltaByteArrayEncoder encoder = new DeltaByteArrayEncoder();
  private final Page page = new Page();

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void encodesWhatParquetJavaDecodesInTheSameBytes(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      int count = random.nextInt(round == 0 ? 3 : 600);
      ByteStrings strings = ByteStrings.random(random, FROM + count + 1);
      page.clear();
      encoder.encode(strings.data, strings.offsets, FROM, count, page.buffer());
      assertHolds(strings.values(FROM, count), seed);
    }
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void encodesFixedWidthsWhatParquetJavaDecodesInTheSameBytes(long seed) {
    Random random = new Random(seed);
    for (int width = 1; width < 40; width++) {
      int count = random.nextInt(300);
      ByteStrings strings = ByteStrings.randomFixed(random, FROM + count + 1, width);
      page.clear();
      encoder.encodeFixed(strings.data, width, FROM, count, page.buffer());
      assertHolds(strings.values(FROM, count), seed);
    }
  }

  @Test
  void writesASharedPrefixOnce() {
    byte[] data = "axisaxlebabble".getBytes(US_ASCII);
    encoder.encode(data, new int[] {0, 4, 8, 14}, 0, 3, page.buffer());
    assertThat(new String(page.bytes(), US_ASCII)).endsWith("axislebabble");
  }

  @Test
  void encodesNoValues() {
    encoder.encode(new byte[0], new int[1], 0, 0, page.buffer());
    assertThat(page.bytes()).isEqualTo(Page.written(DeltaByteArrayWriter::new, writer -> {}));
  }

  private void assertHolds(byte[][] values, long seed) {
    assertThat(decoded(values.length)).as("seed %d", seed).isDeepEqualTo(values);
    byte[] expected = Page.written(DeltaByteArrayWriter::new, Page.binaries(values));
    assertThat(page.bytes().length).as("seed %d", seed).isEqualTo(expected.length);
    if (values.length <= 129) {
      assertThat(page.bytes()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private byte[][] decoded(int count) {
    DeltaByteArrayReader reader = page.open(new DeltaByteArrayReader(), count);
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = reader.readBytes().getBytes();
    }
    return values;
  }
}
