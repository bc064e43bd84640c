package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  private final MemoryBudget budget = new MemoryBudget(100, new SegmentPool());

  @Test
  void grantsWhatFits() {
    assertThat(budget.tryReserve(60)).isTrue();
    assertThat(budget.tryReserve(40)).isTrue();
    assertThat(budget.tryReserve(1)).isFalse();
    budget.release(1);
    assertThat(budget.tryReserve(1)).isTrue();
    assertThat(budget.held()).isEqualTo(100);
  }

  @Test
  void chargesWithoutRegardToTheLimit() {
    assertThat(budget.tryReserve(1_000)).isFalse();
    budget.charge(1_000);
    assertThat(budget.hasRoom(0)).isFalse();
    budget.release(1_000);
    assertThat(budget.held()).isZero();
    assertThat(budget.peak()).isEqualTo(1_000);
  }

  @Test
  void onlyAGroupAboveItsShareIsOverdrawnAndOnlyUnderPressure() {
    MemoryShare large = new MemoryShare(budget);
    MemoryShare small = new MemoryShare(budget);
    large.charge(55);
    small.charge(35);

    assertThat(large.isOverdrawn(2, 10)).as("there is room").isFalse();
    assertThat(large.isOverdrawn(2, 11)).as("above its share").isTrue();
    assertThat(large.isOverdrawn(1, 11)).as("all is its share").isFalse();
    assertThat(small.isOverdrawn(2, 11)).as("below its share").isFalse();
  }

  @Test
  void aGroupBelowHalfItsShareTakesABatchWithoutRoom() {
    MemoryShare idle = new MemoryShare(budget);
    MemoryShare active = new MemoryShare(budget);
    idle.charge(100);

    assertThat(active.tryReserve(2, 26)).as("more than half its share").isFalse();
    assertThat(active.tryReserve(2, 25)).as("half its share").isTrue();
    assertThat(active.tryReserve(2, 1)).as("beyond it").isFalse();
    assertThat(budget.held()).isEqualTo(125);
  }

  @Test
  void aLedgerGivesBackWhatIsLeft() {
    MemoryShare share = new MemoryShare(budget);
    MemoryLedger ledger = new MemoryLedger(share);
    MemoryLedger other = new MemoryLedger(share);
    other.chargeRaw(5);
    assertThat(ledger.tryReserveRaw(1, 50)).isTrue();
    assertThat(ledger.tryReserveRaw(1, 50)).isFalse();
    ledger.chargeEncoded(30);
    ledger.chargeEncoded(-10);
    ledger.releaseRaw(20);
    assertThat(ledger.raw()).isEqualTo(30);
    assertThat(ledger.encoded()).isEqualTo(20);
    assertThat(budget.held()).isEqualTo(55).isEqualTo(share.held());

    ledger.releaseAll();
    ledger.releaseAll();
    assertThat(budget.held()).isEqualTo(5).isEqualTo(share.held());
  }
}
