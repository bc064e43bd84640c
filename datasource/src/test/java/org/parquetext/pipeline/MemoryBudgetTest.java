package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryBudgetTest {

  private final MemoryBudget budget = new MemoryBudget(100);

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
  void grantsOneItemOfAnySizeWhenNothingIsHeld() {
    assertThat(budget.tryReserve(1_000)).isTrue();
    assertThat(budget.tryReserve(1)).isFalse();
    budget.release(1_000);
    assertThat(budget.held()).isZero();
    assertThat(budget.peak()).isEqualTo(1_000);
  }

  @Test
  void aReleaseWakesWhoeverWaits() {
    budget.charge(100);
    AtomicBoolean granted = new AtomicBoolean();
    Thread waiter = Threads.start(() -> granted.set(waitsForTen()));
    Threads.awaitWaiting(waiter);
    assertThat(budget.isContended()).isTrue();
    budget.release(10);

    Threads.join(waiter);
    assertThat(granted).isTrue();
    assertThat(budget.isContended()).isFalse();
  }

  @Test
  void doesNotWaitForWhatIsFree() {
    budget.charge(90);

    assertThat(waitsForTen()).isTrue();
  }

  @Test
  void aLedgerGivesBackWhatIsLeft() {
    MemoryLedger ledger = new MemoryLedger(budget);
    budget.charge(5);
    assertThat(ledger.tryReserveRaw(50)).isTrue();
    assertThat(ledger.tryReserveRaw(50)).isFalse();
    ledger.chargeEncoded(30);
    ledger.chargeEncoded(-10);
    ledger.releaseRaw(20);
    assertThat(ledger.raw()).isEqualTo(30);
    assertThat(ledger.encoded()).isEqualTo(20);
    assertThat(budget.held()).isEqualTo(55);

    ledger.releaseAll();
    ledger.releaseAll();
    assertThat(budget.held()).isEqualTo(5);
  }

  /** Much longer than the limit of the test, so that only a wake-up can end the wait. */
  private boolean waitsForTen() {
    try {
      budget.await(10, 3_600_000);
      return budget.tryReserve(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
