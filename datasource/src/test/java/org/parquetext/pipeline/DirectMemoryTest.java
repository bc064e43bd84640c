package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parquetext.level.LeafColumn;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DirectMemoryTest {

  private static final int ROWS = 100;
  private static final int BATCHES = 10;

  @Test
  void letsInWhatFitsAndAlwaysOne() {
    DirectMemory memory = new DirectMemory(100);
    assertThat(memory.tryReserve(1_000)).as("nobody else").isTrue();
    assertThat(memory.tryReserve(1)).isFalse();
    assertThat(memory.tryReserve(0)).as("takes nothing").isTrue();
    memory.release(1_000);
    assertThat(memory.tryReserve(60)).isTrue();
    assertThat(memory.tryReserve(40)).isTrue();
    assertThat(memory.tryReserve(1)).isFalse();
    memory.release(60);
    memory.release(40);
    assertThat(memory.held()).isZero();
  }

  @Test
  void aColumnWaitsForThatOfAnotherWriter() {
    EncoderRuntime runtime = EncoderRuntime.create(4, 1 << 30, 100);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger making = new AtomicInteger();
    try (TestBatches ofFirst = new TestBatches();
        TestBatches ofSecond = new TestBatches()) {
      Thread first =
          Threads.start(
              () ->
                  write(
                      runtime,
                      new LargeBatch(
                          ofFirst.next(
                              ROWS,
                              TestBatches.MANY_BYTES,
                              column -> {
                                entered.countDown();
                                Threads.await(goOn);
                              }),
                          making)));
      Threads.await(entered);
      Thread second =
          Threads.start(() -> write(runtime, new LargeBatch(ofSecond.next(ROWS), making)));
      Threads.awaitWaiting(second);
      assertThat(making).hasValue(1);
      goOn.countDown();
      Threads.join(first);
      Threads.join(second);
    }
    assertThat(making).hasValue(0);
    assertThat(runtime.direct().held()).isZero();
    assertThat(runtime.bufferedBytes()).isZero();
  }

  @Test
  void noMoreThanTheLimitIsTakenByAnyNumberOfThreads() {
    EncoderRuntime runtime = EncoderRuntime.create(8, 1 << 30, 100);
    AtomicInteger making = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    List<TestBatches> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TestBatches own = new TestBatches();
      batches.add(own);
      threads.add(
          Threads.start(
              () -> {
                LargeBatch[] large = new LargeBatch[BATCHES];
                for (int batch = 0; batch < BATCHES; batch++) {
                  large[batch] = new LargeBatch(own.next(ROWS), making);
                }
                write(runtime, large);
              }));
    }
    threads.forEach(Threads::join);
    batches.forEach(TestBatches::assertEachClosedOnce);
    batches.forEach(TestBatches::close);
    assertThat(runtime.direct().held()).isZero();
  }

  private static void write(EncoderRuntime runtime, ColumnBatch... batches) {
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(new MemoryFile(), TestWrites.SCHEMA).runtime(runtime).build()) {
      for (ColumnBatch batch : batches) {
        writer.write(batch);
      }
    }
  }

  /** Takes more than half the memory for a column, and fails when two are made at a time. */
  private static final class LargeBatch extends ForwardedBatch {

    private final AtomicInteger making;

    LargeBatch(ColumnBatch batch, AtomicInteger making) {
      super(batch);
      this.making = making;
    }

    @Override
    public LeafColumn column(int index) {
      assertThat(making.incrementAndGet()).as("columns in the making").isEqualTo(1);
      return super.column(index);
    }

    @Override
    public void release(int index) {
      making.decrementAndGet();
    }

    @Override
    public long columnBytes(int index) {
      return 51;
    }
  }
}
