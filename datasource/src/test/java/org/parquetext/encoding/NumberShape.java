package org.parquetext.encoding;

import java.util.Random;

/** Sequences of numbers that differ in what delta encoding makes of them. */
enum NumberShape {
  CONSTANT {
    @Override
    long next(Random random, long previous, int i) {
      return previous;
    }
  },
  EVEN_STEPS {
    @Override
    long next(Random random, long previous, int i) {
      return previous - 7;
    }
  },
  SORTED {
    @Override
    long next(Random random, long previous, int i) {
      return previous + random.nextInt(1_000);
    }
  },
  SORTED_WITH_JUMPS {
    @Override
    long next(Random random, long previous, int i) {
      return previous + (random.nextInt(200) == 0 ? random.nextInt() & 0xFFFFFF : 1);
    }
  },
  NARROW {
    @Override
    long next(Random random, long previous, int i) {
      return random.nextInt(20) - 10;
    }
  },
  ANY {
    @Override
    long next(Random random, long previous, int i) {
      return random.nextLong();
    }
  },
  ALTERNATING_EXTREMES {
    @Override
    long next(Random random, long previous, int i) {
      return i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  },
  ALTERNATING_INT_EXTREMES {
    @Override
    long next(Random random, long previous, int i) {
      return i % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
  },
  WRAPPING_AROUND {
    @Override
    long next(Random random, long previous, int i) {
      return previous + (1L << 61) + (1L << 29) + random.nextInt(3);
    }
  },
  WIDTH_CHANGING {
    @Override
    long next(Random random, long previous, int i) {
      return random.nextLong() >> (i / 24 * 5 & 63);
    }
  };

  /** The number after {@code previous}, being number {@code i}. */
  abstract long next(Random random, long previous, int i);

  long[] longs(Random random, int count) {
    long[] values = new long[count];
    long previous = random.nextLong() >> random.nextInt(64);
    for (int i = 0; i < count; i++) {
      previous = next(random, previous, i);
      values[i] = previous;
    }
    return values;
  }

  int[] ints(Random random, int count) {
    int[] values = new int[count];
    long[] longs = longs(random, count);
    for (int i = 0; i < count; i++) {
      values[i] = (int) longs[i];
    }
    return values;
  }
}
