package org.parquetext.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.buffer.PageBuffer;

class DefinitionLevelsTest {

  private final DefinitionLevels levels = new DefinitionLevels();

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void parquetJavaDecodesPageAfterPage(long seed) throws IOException {
    Random random = new Random(seed);
    for (int page = 0; page < 4; page++) {
      BitSet expected = new BitSet();
      int rows = 0;
      while (rows == 0 || random.nextInt(6) > 0) {
        int count = 1 + random.nextInt(3_000);
        BitSet bits = random.nextInt(3) == 0 ? allSet(count) : RandomBits.of(random, count);
        int start = rows;
        bits.stream().forEach(bit -> expected.set(start + bit));
        levels.append(RandomBits.words(bits, count), count, bits.cardinality());
        rows += count;
      }
      String where = "seed " + seed + ", page " + page;
      assertThat(levels.rows()).as(where).isEqualTo(rows);
      assertThat(levels.present()).as(where).isEqualTo(expected.cardinality());
      assertThat(decode(rows)).as(where).isEqualTo(expected);
      assertThat(encode().size()).as(where).isLessThanOrEqualTo(DefinitionLevels.maxBytes(rows));
      levels.clear();
    }
  }

  @Test
  void aPageWithoutNullsIsOneRun() throws IOException {
    appendPresent(20_000);

    assertThat(encode().size()).isLessThanOrEqualTo(4);
    assertThat(decode(20_000)).isEqualTo(allSet(20_000));
  }

  @Test
  void aPageOfNullsIsOneRun() throws IOException {
    levels.append(new long[313], 20_000, 0);

    assertThat(encode().size()).isLessThanOrEqualTo(4);
    assertThat(decode(20_000)).isEqualTo(new BitSet());
  }

  @Test
  void presentRowsMayFollowNulls() throws IOException {
    levels.append(new long[] {0}, 3, 0);
    appendPresent(100);

    BitSet expected = new BitSet();
    expected.set(3, 103);
    assertThat(decode(103)).isEqualTo(expected);
  }

  private void appendPresent(int count) {
    levels.append(RandomBits.words(allSet(count), count), count, count);
  }

  private static BitSet allSet(int count) {
    BitSet bits = new BitSet();
    bits.set(0, count);
    return bits;
  }

  private PageBuffer encode() {
    PageBuffer out = new PageBuffer(0);
    levels.encode(out);
    return out;
  }

  private BitSet decode(int rows) throws IOException {
    PageBuffer out = encode();
    ByteArrayInputStream in = new ByteArrayInputStream(out.array(), 0, out.size());
    RunLengthBitPackingHybridDecoder decoder = new RunLengthBitPackingHybridDecoder(1, in);
    BitSet bits = new BitSet();
    for (int i = 0; i < rows; i++) {
      bits.set(i, decoder.readInt() == 1);
    }
    assertThat(in.available()).as("bytes left over").isZero();
    return bits;
  }
}
