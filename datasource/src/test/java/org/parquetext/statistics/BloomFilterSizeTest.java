package org.parquetext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.parquet.column.values.bloomfilter.AdaptiveBlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BloomFilterSizeTest {

  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 26, 27, 1_000, 100_000, 1_000_000, 1L << 40, Long.MAX_VALUE})
  void isThatOfParquetJavaForAnExpectedNumberOfValues(long distinctValues) {
    for (double falsePositives : new double[] {1e-9, 0.01, 0.5, 0.999}) {
      int bits = BlockSplitBloomFilter.optimalNumOfBits(distinctValues, falsePositives);
      for (int maxBytes : new int[] {64, MIB, 1 << 27}) {
        assertThat(
                BloomFilterSize.forDistinctValues(distinctValues, falsePositives, maxBytes).bytes())
            .isEqualTo(new BlockSplitBloomFilter(bits / 8, maxBytes).getBitsetSize());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 32",
    "33, 32",
    "64, 64",
    "1000, 512",
    "1048576, 1048576",
    "2147483647, 134217728"
  })
  void isAPowerOfTwoThatParquetAllows(int maxBytes, int expected) {
    assertThat(BloomFilterSize.largest(maxBytes).bytes()).isEqualTo(expected);
    assertThat(BloomFilterSize.forDistinctValues(1L << 50, 0.01, maxBytes).bytes())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 500, 600, 1_000, 1_024, 100_000, MIB})
  void adaptsBelowThePowerOfTwoThatParquetJavaTakes(int maxBytes) {
    for (int candidates : new int[] {1, 2, 5, 40}) {
      assertThat(BloomFilterSize.adaptive(candidates, 0.01, maxBytes).bytes(0))
          .isEqualTo(
              new AdaptiveBlockSplitBloomFilter(maxBytes, candidates, 0.01, null).getBitsetSize());
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    for (double value : new double[] {0, 1, -0.1, 2, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BloomFilterSize.forDistinctValues(10, value, MIB))
          .withMessageContaining("" + value)
          .withMessageContaining("less than 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BloomFilterSize.adaptive(5, value, MIB));
    }
  }

  @Test
  void endsForAProbabilityThatNoNumberOfValuesReaches() {
    assertThat(BloomFilterSize.adaptive(1, Math.nextDown(1.0), 64).bytes()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesNumbersThatAreNotPositive(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BloomFilterSize.forDistinctValues(number, 0.01, MIB))
        .withMessageContaining("" + number);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BloomFilterSize.adaptive(number, 0.01, MIB))
        .withMessageContaining("" + number);
  }
}
