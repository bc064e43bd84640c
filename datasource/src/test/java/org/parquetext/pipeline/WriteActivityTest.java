package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriteActivityTest {

  private final EncoderRuntime runtime = EncoderRuntime.create(1, 64 << 20);
  private final WriteActivity activity = runtime.activity();
  private final List<WrittenFile> closed = new CopyOnWriteArrayList<>();
  private final AtomicLong latency = new AtomicLong();
  private final FileObserver observer =
      (file, nanos) -> {
        closed.add(file);
        latency.set(nanos);
      };

  private ArrowParquetWriter writer(MemoryFile file) {
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA).runtime(runtime).build();
  }

  @Test
  void aFileIsOpenAndThenClosingAndThenTheObserversKnowIt() {
    AtomicLong closing = new AtomicLong();
    MemoryFile file =
        new MemoryFile("observed") {
          @Override
          void beforeClose() {
            closing.set(activity.closingFiles());
            assertThat(closed).as("told before the file is closed").isEmpty();
          }
        };
    activity.observe(observer);
    long started = System.nanoTime();
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = writer(file)) {
      writer.write(batches.next(100));
      assertThat(activity.openFiles()).isEqualTo(1);
      assertThat(activity.closingFiles()).isZero();
    }

    assertThat(closing).hasValue(1);
    assertThat(activity.openFiles()).isZero();
    assertThat(activity.closingFiles()).isZero();
    assertThat(closed).singleElement().extracting(WrittenFile::rows).isEqualTo(100L);
    assertThat(closed.get(0).bytes()).isEqualTo(file.getLength());
    assertThat(latency.get()).isBetween(1L, System.nanoTime() - started);
  }

  @Test
  void aDiscardedFileIsNotOpenAndNobodyIsToldOfIt() {
    activity.observe(observer);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = writer(new MemoryFile())) {
      writer.write(batches.next(100));
      writer.abort();
    }

    assertThat(activity.openFiles()).isZero();
    assertThat(closed).isEmpty();
  }

  @Test
  void aForgottenObserverIsToldOfNothing() {
    activity.observe(observer);
    activity.forget(observer);
    writer(new MemoryFile()).close();

    assertThat(closed).isEmpty();
  }

  @Test
  void aCallerThatWaitsForEncodersIsCounted() throws Exception {
    assertCounted(EncoderRuntime.create(2, 64 << 20), WriteStage.WAIT_FOR_ENCODERS);
  }

  @Test
  void aCallerThatWaitsForRoomInTheBudgetIsCounted() throws Exception {
    assertCounted(EncoderRuntime.create(2, 1), WriteStage.WAIT_FOR_MEMORY);
  }

  /**
   * Two batches of two columns: an encoder holds one column, until the caller has to wait for it.
   */
  private static void assertCounted(EncoderRuntime used, WriteStage stage) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    TestBatches.Hook hook =
        column -> {
          if (column != TestBatches.Hook.CLOSE) {
            if (Threads.isEncoder()) {
              held.countDown();
              Threads.await(released);
            } else {
              Threads.await(held);
            }
          }
        };
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(new MemoryFile(), TestWrites.SCHEMA).runtime(used).build()) {
      Thread caller =
          Threads.start(
              () -> {
                writer.write(batches.next(100, TestBatches.MANY_BYTES, hook));
                writer.write(batches.next(100, TestBatches.MANY_BYTES, hook));
                writer.close();
              });
      Threads.await("the caller waits", () -> used.activity().waiting(stage) == 1);
      released.countDown();
      Threads.join(caller);

      assertThat(writer.files()).hasSize(1);
      assertThat(writer.progress().nanos(stage)).isPositive();
      assertThat(used.activity().waiting(stage)).isZero();
    }
  }
}
