package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;

/** Writers under a memory budget that is too small for them. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BudgetTest {

  private static final int BATCH_ROWS = 5_000;
  private static final int BATCHES = 20;

  /** What a batch holds at most: its values, raw or encoded, and two dictionaries of them. */
  private static final long BATCH_BYTES = BATCH_ROWS * 240L;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void aBudgetSmallerThanABatchEndsRowGroupsEarly(int threads) throws IOException {
    EncoderRuntime runtime = EncoderRuntime.create(threads, 1_000);
    MemoryFile file = new MemoryFile();
    WriteProgress progress = write(runtime, file);

    assertThat(file.rows()).hasSize(BATCHES * BATCH_ROWS);
    assertThat(progress.rowGroupsClosedByMemory()).isEqualTo(BATCHES - 1);
    assertThat(progress.rowGroups()).isEqualTo(BATCHES);
    assertThat(runtime.peakBufferedBytes()).isBetween(1_001L, 2 * BATCH_BYTES);
    assertThat(runtime.bufferedBytes()).isZero();
  }

  @Test
  void aBudgetThatSufficesEndsNoRowGroupEarly() throws IOException {
    EncoderRuntime runtime = EncoderRuntime.create(2, 1 << 30);
    MemoryFile file = new MemoryFile();
    WriteProgress progress = write(runtime, file);

    assertThat(progress.rowGroupsClosedByMemory()).isZero();
    assertThat(progress.rowGroups()).isEqualTo(1);
    assertThat(runtime.peakBufferedBytes()).isLessThan((BATCHES + 1) * BATCH_BYTES);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, BATCH_BYTES, 3 * BATCH_BYTES})
  void writersThatShareASmallBudgetAllFinish(long budget) throws IOException {
    int writers = 3;
    EncoderRuntime runtime = EncoderRuntime.create(2, budget);
    CyclicBarrier start = new CyclicBarrier(writers);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<MemoryFile> files = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      MemoryFile file = new MemoryFile("file-" + i);
      files.add(file);
      threads.add(
          Threads.start(
              () -> {
                try {
                  start.await();
                  write(runtime, file);
                } catch (Throwable e) {
                  failure.set(e);
                }
              }));
    }
    threads.forEach(Threads::join);

    assertThat(failure.get()).isNull();
    for (MemoryFile file : files) {
      assertThat(file.rows()).hasSize(BATCHES * BATCH_ROWS);
    }
    assertThat(runtime.bufferedBytes()).isZero();
    // Each writer may have one batch in flight whose encoded bytes nobody could foresee.
    assertThat(runtime.peakBufferedBytes()).isLessThan(budget + (writers + 1) * BATCH_BYTES);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5000000", "2, 1", "2, 5000000", "2, 9000000"})
  void oneThreadMayDriveSeveralWritersInTurn(int threads, long budget) throws IOException {
    EncoderRuntime runtime = EncoderRuntime.create(threads, budget);
    MemoryFile first = new MemoryFile("first");
    MemoryFile second = new MemoryFile("second");
    try (TestBatches ofFirst = new TestBatches();
        TestBatches ofSecond = new TestBatches();
        ArrowParquetWriter toFirst = open(runtime, first);
        ArrowParquetWriter toSecond = open(runtime, second)) {
      for (int i = 0; i < BATCHES; i++) {
        toFirst.write(ofFirst.next(BATCH_ROWS));
        toSecond.write(ofSecond.next(BATCH_ROWS));
      }
      toFirst.close();
      toSecond.close();
    }

    assertThat(first.rows()).hasSize(BATCHES * BATCH_ROWS).isEqualTo(second.rows());
    assertThat(first.rows()).last().asInstanceOf(LIST).first().isEqualTo(99_999L);
    assertThat(runtime.bufferedBytes()).isZero();
    assertThat(runtime.peakBufferedBytes())
        .isLessThan(budget + 2 * (TestBatches.MANY_BYTES + BATCH_BYTES));
  }

  @Test
  void whatColumnsKeepStaysReservedUntilTheWriterEnds() {
    EncoderRuntime runtime = EncoderRuntime.create(1, 1 << 30);
    MemoryFile file = new MemoryFile();
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = open(runtime, file)) {
      writer.write(batches.next(BATCH_ROWS));
      writer.flush();
      assertThat(writer.progress().bytesBuffered()).isZero();
      assertThat(writer.progress().bytesEncoding())
          .isEqualTo(runtime.bufferedBytes())
          .as("the two dictionaries, at least")
          .isGreaterThan(BATCH_ROWS * 24L);
    }

    assertThat(runtime.bufferedBytes()).isZero();
  }

  /** Of many columns, the empty dictionaries alone can exceed a budget. */
  @Test
  void whatColumnsHoldBeforeTheirFirstRowIsNotCharged() {
    EncoderRuntime runtime = EncoderRuntime.create(1, 1 << 30);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = open(runtime, new MemoryFile())) {
      writer.write(batches.next(1));
      writer.flush();
      assertThat(runtime.bufferedBytes()).isLessThan(16 << 10);
    }
  }

  /** Their page buffers alone exceed the budget once they have grown. */
  @Test
  void columnsGiveUpWhatTheyKeepRatherThanEndARowGroupWithEachBatch() throws IOException {
    EncoderRuntime runtime = EncoderRuntime.create(1, 1 << 20);
    WriteOptions options =
        TestWrites.options("dictionaryEnabled", "false", "pageRowLimit", "1000000");
    MemoryFile file = new MemoryFile();
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
                .options(options)
                .runtime(runtime)
                .build()) {
      for (int i = 0; i < 100; i++) {
        writer.write(batches.next(1_000, 10_000, column -> {}));
      }
      writer.close();
      assertThat(writer.progress().rowGroupsClosedByMemory()).isBetween(2L, 10L);
    }

    assertThat(file.rows()).hasSize(100_000);
  }

  @Test
  void batchesThatAreEncodedMakeRoomWithoutEndingARowGroup() {
    long batchBytes = 1 << 20;
    EncoderRuntime runtime = EncoderRuntime.create(1, batchBytes + batchBytes / 2);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = open(runtime, new MemoryFile())) {
      for (int i = 0; i < BATCHES; i++) {
        writer.write(batches.next(10, batchBytes, column -> {}));
      }
      writer.close();
      assertThat(writer.progress().rowGroupsClosedByMemory()).isZero();
      assertThat(runtime.peakBufferedBytes()).isLessThan(2 * batchBytes);
    }
  }

  private static ArrowParquetWriter open(EncoderRuntime runtime, MemoryFile file) {
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA).runtime(runtime).build();
  }

  private static WriteProgress write(EncoderRuntime runtime, MemoryFile file) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer = open(runtime, file)) {
      TestWrites.writeRows(writer, root, BATCHES * BATCH_ROWS, BATCH_ROWS);
      writer.close();
      return writer.progress();
    }
  }
}
