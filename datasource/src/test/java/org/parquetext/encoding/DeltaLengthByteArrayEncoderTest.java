package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaLengthByteArrayEncoderTest {

  private static final int FROM = 3;

  private final DeltaLengthByteArrayEncoder encoder = new DeltaLengthByteArrayEncoder();
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
      byte[][] values = strings.values(FROM, count);
      assertThat(decoded(count)).as("seed %d", seed).isDeepEqualTo(values);
      byte[] expected = Page.written(DeltaLengthByteArrayValuesWriter::new, Page.binaries(values));
      assertThat(page.bytes().length).as("seed %d", seed).isEqualTo(expected.length);
      if (count <= 129) {
        assertThat(page.bytes()).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void encodesNoValues() {
    encoder.encode(new byte[0], new int[1], 0, 0, page.buffer());
    assertThat(page.bytes())
        .isEqualTo(Page.written(DeltaLengthByteArrayValuesWriter::new, writer -> {}));
  }

  private byte[][] decoded(int count) {
    DeltaLengthByteArrayValuesReader reader =
        page.open(new DeltaLengthByteArrayValuesReader(), count);
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = reader.readBytes().getBytes();
    }
    return values;
  }
}
