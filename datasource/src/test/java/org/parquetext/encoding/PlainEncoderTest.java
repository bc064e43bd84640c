package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.plain.BinaryPlainValuesReader;
import org.apache.parquet.column.values.plain.BooleanPlainValuesReader;
import org.apache.parquet.column.values.plain.PlainValuesReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.buffer.Lengths;
import org.parquetext.buffer.PageBuffer;

class PlainEncoderTest {

  private static final int FROM = 3;

  private final PageBuffer out = new PageBuffer(0);

  @BeforeEach
  void startBehindOneByte() {
    out.putByte(0x55);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void booleans(long seed) throws IOException {
    Random random = new Random(seed);
    int count = random.nextInt(300);
    long[] words = random.longs((count + 63) / 64 + random.nextInt(2)).toArray();
    PlainEncoder.booleans(words, count, out);
    ValuesReader reader = reader(new BooleanPlainValuesReader(), count);
    for (int i = 0; i < count; i++) {
      assertThat(reader.readBoolean())
          .as("seed %d, bit %d", seed, i)
          .isEqualTo((words[i >> 6] >>> i & 1) == 1);
    }
    assertThat(out.size()).isEqualTo(1 + (count + 7) / 8);
    if (count % 8 != 0) {
      assertThat((out.array()[out.size() - 1] & 0xFF) >>> (count % 8)).as("padding").isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void ints(long seed) throws IOException {
    Random random = new Random(seed);
    int count = random.nextInt(300);
    int[] values = random.ints(count + FROM + 1).toArray();
    PlainEncoder.ints(values, FROM, count, out);
    ValuesReader reader = reader(new PlainValuesReader.IntegerPlainValuesReader(), count);
    for (int i = 0; i < count; i++) {
      assertThat(reader.readInteger()).as("seed %d", seed).isEqualTo(values[FROM + i]);
    }
    assertThat(out.size()).isEqualTo(1 + 4 * count);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void longs(long seed) throws IOException {
    Random random = new Random(seed);
    int count = random.nextInt(300);
    long[] values = random.longs(count + FROM + 1).toArray();
    PlainEncoder.longs(values, FROM, count, out);
    ValuesReader reader = reader(new PlainValuesReader.LongPlainValuesReader(), count);
    for (int i = 0; i < count; i++) {
      assertThat(reader.readLong()).as("seed %d", seed).isEqualTo(values[FROM + i]);
    }
    assertThat(out.size()).isEqualTo(1 + 8 * count);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void binaries(long seed) throws IOException {
    Random random = new Random(seed);
    int count = random.nextInt(300);
    int[] offsets = randomOffsets(random, count + FROM + 1);
    byte[] data = new byte[offsets[offsets.length - 1]];
    random.nextBytes(data);
    PlainEncoder.binaries(data, offsets, Lengths.of(offsets), FROM, count, out);
    ValuesReader reader = reader(new BinaryPlainValuesReader(), count);
    for (int i = FROM; i < FROM + count; i++) {
      assertThat(reader.readBytes().getBytes())
          .as("seed %d", seed)
          .isEqualTo(Arrays.copyOfRange(data, offsets[i], offsets[i + 1]));
    }
    assertThat(out.size()).isEqualTo(1 + 4 * count + offsets[FROM + count] - offsets[FROM]);
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void idsOfNumbers(long seed) throws IOException {
    Random random = new Random(seed);
    int count = random.nextInt(300);
    int[] ids = random.ints(count + FROM + 1, 0, 50).toArray();
    int[] ints = random.ints(50).toArray();
    long[] longs = random.longs(50).toArray();
    PlainEncoder.intsOf(ints, ids, FROM, count, out);
    ValuesReader intReader = reader(new PlainValuesReader.IntegerPlainValuesReader(), count);
    out.clear();
    startBehindOneByte();
    PlainEncoder.longsOf(longs, ids, FROM, count, out);
    ValuesReader longReader = reader(new PlainValuesReader.LongPlainValuesReader(), count);
    for (int i = FROM; i < FROM + count; i++) {
      assertThat(intReader.readInteger()).as("seed %d", seed).isEqualTo(ints[ids[i]]);
      assertThat(longReader.readLong()).as("seed %d", seed).isEqualTo(longs[ids[i]]);
    }
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void idsOfBinaries(long seed) throws IOException {
    Random random = new Random(seed);
    int[] offsets = randomOffsets(random, 50);
    byte[] data = new byte[offsets[50]];
    random.nextBytes(data);
    PageBuffer page = new PageBuffer(0);
    PlainEncoder.binaries(data, offsets, Lengths.of(offsets), 0, 50, page);
    int[] starts = new int[50];
    for (int i = 0; i < 50; i++) {
      starts[i] = offsets[i] + 4 * (i + 1);
    }
    int count = random.nextInt(300);
    int[] ids = random.ints(count + FROM + 1, 0, 50).toArray();
    PlainEncoder.binariesOf(page.array(), starts, ids, FROM, count, out);
    ValuesReader reader = reader(new BinaryPlainValuesReader(), count);
    for (int i = FROM; i < FROM + count; i++) {
      assertThat(reader.readBytes().getBytes())
          .as("seed %d", seed)
          .isEqualTo(Arrays.copyOfRange(data, offsets[ids[i]], offsets[ids[i] + 1]));
    }
  }

  private static int[] randomOffsets(Random random, int count) {
    int[] offsets = new int[count + 1];
    int maxLength = 1 + random.nextInt(40);
    offsets[0] = 0;
    for (int i = 0; i < count; i++) {
      offsets[i + 1] = offsets[i] + random.nextInt(maxLength);
    }
    return offsets;
  }

  private ValuesReader reader(ValuesReader reader, int count) throws IOException {
    byte[] encoded = Arrays.copyOfRange(out.array(), 1, out.size());
    reader.initFromPage(count, ByteBufferInputStream.wrap(ByteBuffer.wrap(encoded)));
    return reader;
  }
}
