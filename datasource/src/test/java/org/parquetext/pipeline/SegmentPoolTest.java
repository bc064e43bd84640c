package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parquetext.buffer.Segments;

class SegmentPoolTest {

  private static final int SHORT = Segments.MIN_BYTES;
  private static final int LONG = Segments.MAX_BYTES;

  private final SegmentPool pool = new SegmentPool();

  @Test
  void handsOutEachSegmentThatCameBackOnce() {
    pool.limit(LONG);
    byte[] segment = pool.take(LONG);
    pool.giveBack(segment);
    assertThat(pool.idleBytes()).isEqualTo(LONG);

    assertThat(pool.take(SHORT)).as("another length").hasSize(SHORT);
    assertThat(pool.take(LONG)).isSameAs(segment);
    assertThat(pool.idleBytes()).isZero();
    assertThat(pool.take(LONG)).hasSize(LONG).isNotSameAs(segment);
  }

  @Test
  void keepsNoMoreThanItsLimit() {
    pool.limit(LONG + SHORT);
    pool.giveBack(new byte[LONG]);
    pool.giveBack(new byte[LONG]);
    assertThat(pool.idleBytes()).isEqualTo(LONG);
    pool.giveBack(new byte[SHORT]);
    assertThat(pool.idleBytes()).isEqualTo(LONG + SHORT);
  }

  @Test
  void dropsTheLongestSegmentsWhenItsLimitFalls() {
    pool.limit(3 * LONG);
    pool.giveBack(new byte[SHORT]);
    pool.giveBack(new byte[LONG]);
    pool.giveBack(new byte[LONG]);

    pool.limit(2 * LONG);
    assertThat(pool.idleBytes()).isEqualTo(LONG + SHORT);
    pool.limit(SHORT);
    assertThat(pool.idleBytes()).isEqualTo(SHORT);
    pool.limit(-1);
    assertThat(pool.idleBytes()).isZero();
  }

  @Test
  void keepsWhatComesAfterItWasCleared() {
    pool.limit(LONG);
    byte[] cleared = new byte[LONG];
    pool.giveBack(cleared);
    pool.clear();
    assertThat(pool.idleBytes()).isZero();
    assertThat(pool.take(LONG)).isNotSameAs(cleared);

    pool.giveBack(new byte[LONG]);
    assertThat(pool.idleBytes()).isEqualTo(LONG);
  }

  @Test
  void givesWayToWhatWritersHold() {
    MemoryBudget budget = new MemoryBudget(4 * LONG, pool);
    pool.giveBack(new byte[LONG]);
    pool.giveBack(new byte[LONG]);

    assertThat(budget.tryReserve(2 * LONG)).isTrue();
    assertThat(pool.idleBytes()).isEqualTo(2 * LONG);
    assertThat(budget.tryReserve(LONG)).as("though the pool is full").isTrue();
    assertThat(pool.idleBytes()).isEqualTo(LONG);
    budget.charge(2 * LONG);
    assertThat(pool.idleBytes()).isZero();
    budget.release(5 * LONG);
    pool.giveBack(new byte[LONG]);
    assertThat(pool.idleBytes()).isEqualTo(LONG);
  }
}
