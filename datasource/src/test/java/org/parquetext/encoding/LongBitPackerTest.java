package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.values.bitpacking.BytePackerForLong;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LongBitPackerTest {

  private static final byte UNTOUCHED = 0x55;
  private static final int OFFSET = 3;

  static IntStream bitWidths() {
    return IntStream.rangeClosed(0, 64);
  }

  @ParameterizedTest
  @MethodSource("bitWidths")
  void packsWhatParquetUnpacks(int bitWidth) {
    for (int count = 0; count < 100; count++) {
      long[] values = randomValues(count, bitWidth);
      byte[] out = new byte[OFFSET + 13 * bitWidth + BitPacker.SLACK_BYTES];
      int bytes = LongBitPacker.pack(values, 2, count, bitWidth, out, OFFSET);
      assertThat(bytes).as("seed %d", count).isEqualTo((count + 7) / 8 * bitWidth);
      long[] zeroPadded =
          Arrays.copyOf(Arrays.copyOfRange(values, 2, 2 + count), (count + 7) / 8 * 8);
      assertThat(unpack(out, bitWidth, zeroPadded.length))
          .as("seed %d", count)
          .isEqualTo(zeroPadded);
    }
  }

  @ParameterizedTest
  @MethodSource("bitWidths")
  void touchesNothingOutsideTheResultAndItsSlack(int bitWidth) {
    for (int count = 0; count < 40; count++) {
      byte[] out = new byte[OFFSET + 5 * bitWidth + BitPacker.SLACK_BYTES + OFFSET];
      Arrays.fill(out, UNTOUCHED);
      int bytes =
          LongBitPacker.pack(randomValues(count, bitWidth), 2, count, bitWidth, out, OFFSET);
      byte[] before = Arrays.copyOf(out, OFFSET);
      byte[] after = Arrays.copyOfRange(out, OFFSET + bytes + BitPacker.SLACK_BYTES, out.length);
      assertThat(before).as("before %d values", count).containsOnly(UNTOUCHED);
      assertThat(after).as("after %d values", count).containsOnly(UNTOUCHED);
    }
  }

  /** Two values precede and follow the {@code count} ones, and must not show. */
  private static long[] randomValues(int count, int bitWidth) {
    Random random = new Random(count);
    long mask = bitWidth == 0 ? 0 : -1L >>> -bitWidth;
    return IntStream.range(0, count + 4)
        .mapToLong(i -> (random.nextInt(4) == 0 ? -1L : random.nextLong()) & mask)
        .toArray();
  }

  private static long[] unpack(byte[] packed, int bitWidth, int count) {
    BytePackerForLong packer = Packer.LITTLE_ENDIAN.newBytePackerForLong(bitWidth);
    long[] values = new long[count];
    for (int i = 0; i < count; i += 8) {
      packer.unpack8Values(packed, OFFSET + i / 8 * bitWidth, values, i);
    }
    return values;
  }
}
