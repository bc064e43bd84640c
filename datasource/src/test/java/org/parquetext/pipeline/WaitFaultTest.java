package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parquetext.WriteException;
import org.parquetext.pipeline.TestBatches.Hook;

/** A writer that is stopped while it waits: by its caller, by a kill, by an interrupt. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitFaultTest {

  private final MemoryFile file = new MemoryFile("a.parquet");
  private final CountDownLatch poolThreadWorks = new CountDownLatch(1);
  private final CountDownLatch poolThreadMayGoOn = new CountDownLatch(1);
  private final AtomicInteger columns = new AtomicInteger();

  @AfterEach
  void clearsTheInterrupt() {
    Thread.interrupted();
  }

  /** One column keeps a pool thread until it is let go; the calling thread takes the other one. */
  private final Hook poolThreadBlocks =
      column -> {
        if (column == Hook.CLOSE) {
          return;
        }
        columns.incrementAndGet();
        if (Threads.isEncoder()) {
          poolThreadWorks.countDown();
          Threads.await(poolThreadMayGoOn);
        } else {
          Threads.await(poolThreadWorks);
        }
      };

  @Test
  void aKillIsSeenWhileAColumnIsAwaited() {
    AtomicInteger polls = new AtomicInteger();
    Thread caller = Thread.currentThread();
    try (FaultScene scene = new FaultScene(2, () -> file, () -> polls.incrementAndGet() > 5)) {
      Thread releaser =
          Threads.start(
              () -> {
                Threads.await("the kill is seen", () -> polls.get() > 5);
                Threads.awaitWaiting(caller);
                poolThreadMayGoOn.countDown();
              });
      WriteException failure = scene.fails(() -> writeBlocked(scene));

      assertThat(failure).hasMessage("Cannot write file a.parquet: the write was cancelled");
      assertThat(file.isDiscarded()).isTrue();
      Threads.join(releaser);
    }
  }

  @Test
  void anInterruptWakesACallerThatAwaitsAColumn() {
    Thread caller = Thread.currentThread();
    try (FaultScene scene = new FaultScene(2, file)) {
      Thread interrupter =
          Threads.start(
              () -> {
                Threads.await(poolThreadWorks);
                Threads.await("the caller lends its core", scene.runtime::hasIdleCore);
                Threads.awaitWaiting(caller);
                caller.interrupt();
                poolThreadMayGoOn.countDown();
              });
      WriteException failure = scene.fails(() -> writeBlocked(scene));

      assertThat(failure).hasMessage("Cannot write file a.parquet: interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(file.isDiscarded()).isTrue();
      Thread.interrupted();
      Threads.join(interrupter);
    }
  }

  @Test
  void abortWaitsForThePoolThreadAndTakesNoMoreColumns() {
    Thread caller = Thread.currentThread();
    try (FaultScene scene = new FaultScene(2, file)) {
      for (int i = 0; i < 10; i++) {
        scene.writer.write(scene.batches.next(100, TestBatches.MANY_BYTES, poolThreadBlocks));
      }
      Threads.await(poolThreadWorks);
      Thread releaser =
          Threads.start(
              () -> {
                Threads.awaitWaiting(caller);
                poolThreadMayGoOn.countDown();
              });
      scene.writer.abort();

      assertThat(poolThreadMayGoOn.getCount()).as("the pool thread was let go before").isZero();
      assertThat(columns.get()).isEqualTo(1);
      scene.assertGone();
      assertThat(file.isDiscarded()).isTrue();
      scene.writer.abort();
      scene.writer.close();
      scene.assertGone();
      Threads.join(releaser);
    }
  }

  @Test
  void abortKeepsAnInterruptForTheCaller() {
    try (FaultScene scene = new FaultScene(2, file)) {
      scene.writer.write(scene.batches.next(100));
      Thread.currentThread().interrupt();
      scene.writer.abort();

      assertThat(Thread.interrupted()).isTrue();
      scene.assertGone();
      assertThat(file.isDiscarded()).isTrue();
    }
  }

  @Test
  void aWriterThatWasNeverUsedLeavesNothing() {
    try (FaultScene scene = new FaultScene(2, file)) {
      scene.writer.abort();

      assertThat(scene.runtime.groups()).isZero();
      assertThat(file.isCreated()).isFalse();
    }
  }

  @Test
  void aClosedWriterClosesTheBatchesThatItRefuses() {
    try (FaultScene scene = new FaultScene(1, file)) {
      scene.writer.close();

      assertThatIllegalStateException()
          .isThrownBy(() -> scene.writer.write(scene.batches.next(10)))
          .withMessage("Cannot write: the writer is closed");
      scene.assertGone();
      assertThat(file.isFinished()).isTrue();
    }
  }

  private void writeBlocked(FaultScene scene) {
    scene.writer.write(scene.batches.next(100, TestBatches.MANY_BYTES, poolThreadBlocks));
    scene.writer.close();
  }
}
