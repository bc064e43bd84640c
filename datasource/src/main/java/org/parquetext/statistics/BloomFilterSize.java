package org.parquetext.statistics;

import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;

/**
 * How large the bloom filters of a column are, by the rules of parquet-java. A size is always a
 * power of two, since some readers accept no other: where the largest accepted size is none, the
 * next lower one counts.
 */
public final class BloomFilterSize {

  /** Parquet-java looks for the capacity of a size in steps of so many distinct values. */
  private static final int CAPACITY_STEP = 500;

  /** Where looking ends for probabilities so near 1 that no number of values needs more bits. */
  private static final int MAX_CAPACITY = 1_000_000_000;

  private final int bytes;
  private final int[] capacities;

  /**
   * @param capacities how many distinct values {@code bytes}, half of it, a quarter of it, …, are
   *     good for; empty if it is always {@code bytes}
   */
  private BloomFilterSize(int bytes, int[] capacities) {
    this.bytes = bytes;
    this.capacities = capacities;
  }

  /**
   * Filters of the largest size, whatever they hold.
   *
   * @param maxBytes the largest size; at least 32 bytes and at most 128 MiB are used in any case
   */
  public static BloomFilterSize largest(int maxBytes) {
    return new BloomFilterSize(floor(maxBytes), new int[0]);
  }

  /**
   * Filters for a number of distinct values that is known beforehand.
   *
   * @param distinctValues in one column chunk, greater than 0
   * @param falsePositives the accepted share of values found that are not there, between 0 and 1
   * @param maxBytes as for {@link #largest}
   */
  public static BloomFilterSize forDistinctValues(
      long distinctValues, double falsePositives, int maxBytes) {
    if (distinctValues <= 0) {
      throw new IllegalArgumentException(
          "The expected number of distinct values is "
              + distinctValues
              + ", but must be greater than 0");
    }
    int optimalBytes = optimalBytes(distinctValues, falsePositives);
    return new BloomFilterSize(Math.min(ceiling(optimalBytes), floor(maxBytes)), new int[0]);
  }

  /**
   * Filters of the smallest size that is good for the distinct values that turn up: the largest
   * size, or one of its halves, quarters, and so on.
   *
   * @param candidates the number of sizes, greater than 0
   * @param falsePositives as for {@link #forDistinctValues}
   * @param maxBytes as for {@link #largest}; if it is good for fewer than 500 distinct values, 32
   *     bytes are used
   */
  public static BloomFilterSize adaptive(int candidates, double falsePositives, int maxBytes) {
    if (candidates <= 0) {
      throw new IllegalArgumentException(
          "The number of candidates is " + candidates + ", but must be greater than 0");
    }
    int largest = floor(maxBytes);
    int sizes = Integer.numberOfTrailingZeros(largest / BlockSplitBloomFilter.LOWER_BOUND_BYTES);
    int[] capacities = new int[Math.min(candidates, sizes + 1)];
    for (int i = 0; i < capacities.length; i++) {
      capacities[i] = capacity(largest >> i, falsePositives);
    }
    boolean good = capacities[0] > 0;
    return new BloomFilterSize(
        good ? largest : BlockSplitBloomFilter.LOWER_BOUND_BYTES, capacities);
  }

  /** The size in bytes while values are collected; no filter is larger. */
  public int bytes() {
    return bytes;
  }

  /** The size in bytes of a filter that holds this many distinct values. */
  int bytes(long distinctValues) {
    int smallest = bytes;
    for (int i = 1; i < capacities.length && capacities[i] > 0; i++) {
      if (distinctValues <= capacities[i]) {
        smallest = bytes >> i;
      }
    }
    return smallest;
  }

  private static int capacity(int bytes, double falsePositives) {
    int capacity = 0;
    while (capacity < MAX_CAPACITY
        && optimalBytes(capacity + CAPACITY_STEP, falsePositives) < bytes) {
      capacity += CAPACITY_STEP;
    }
    return capacity;
  }

  private static int optimalBytes(long distinctValues, double falsePositives) {
    if (!(falsePositives > 0 && falsePositives < 1)) {
      throw new IllegalArgumentException(
          "The false positive probability is "
              + falsePositives
              + ", but must be greater than 0 and less than 1");
    }
    return BlockSplitBloomFilter.optimalNumOfBits(distinctValues, falsePositives) / Byte.SIZE;
  }

  private static int floor(int maxBytes) {
    int bounded =
        Math.min(
            Math.max(maxBytes, BlockSplitBloomFilter.LOWER_BOUND_BYTES),
            BlockSplitBloomFilter.UPPER_BOUND_BYTES);
    return Integer.highestOneBit(bounded);
  }

  private static int ceiling(int bytes) {
    int highest = Integer.highestOneBit(bytes);
    return highest == bytes ? bytes : highest << 1;
  }
}
