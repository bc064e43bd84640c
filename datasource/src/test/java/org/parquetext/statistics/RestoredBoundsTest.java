package org.parquetext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestoredBoundsTest {

  /** Values below 100 stand for others, in another order. */
  private static final ValueRestoration MIRROR =
      new ValueRestoration() {
        @Override
        public long firstUnchanged() {
          return 100;
        }

        @Override
        public long restore(long value) {
          return 100 - value;
        }
      };

  private final RestoredBounds bounds = new RestoredBounds(MIRROR);

  @Test
  void areThoseOfTheValuesThatReadersSee() {
    bounds.update(new long[] {1_000, 120, 500}, 1, 2, 1);
    assertThat(bounds.bounds()).isEqualTo(new LongBounds(120, 500));

    bounds.update(new long[] {30, 10, 200}, 0, 3, 1);
    assertThat(bounds.bounds()).isEqualTo(new LongBounds(70, 500));

    bounds.update(new int[] {7, 99, 7}, 1, 1);
    assertThat(bounds.bounds()).isEqualTo(new LongBounds(1, 500));
  }

  @Test
  void restoreWhatHasBeenScaled() {
    bounds.update(new long[] {9, 11}, 0, 2, 10);
    assertThat(bounds.bounds()).isEqualTo(new LongBounds(10, 110));
  }

  @Test
  void areNoneWithoutValues() {
    bounds.update(new long[] {5}, 0, 0, 1);
    assertThat(bounds.bounds()).isNull();

    bounds.update(new long[] {5}, 0, 1, 1);
    bounds.clear();
    assertThat(bounds.bounds()).isNull();
  }
}
