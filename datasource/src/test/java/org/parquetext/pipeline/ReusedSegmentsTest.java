package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;
import org.parquetext.buffer.Segments;
import org.parquetext.options.WriteOptions;

/** The segments of row groups that are written hold those to come. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReusedSegmentsTest {

  private static final int BATCH_ROWS = 50_000;

  /** The bytes of a row: a number and six sevenths of a text of 16 digits, with its offset. */
  private static final double ROW_BYTES = Long.BYTES + 16 * 6 / 7.0 + Integer.BYTES;

  /** About four batches. */
  private static final WriteOptions OPTIONS =
      TestWrites.options(
          "dictionaryEnabled", "false", "compression", "none", "rowGroupSizeBytes", "4m");

  private EncoderRuntime runtime = EncoderRuntime.create(1, 256 << 20);

  @Test
  void aLongWriteAllocatesLittleOfWhatItReads() {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer = open(new Nowhere())) {
      TestWrites.fill(root, 0, BATCH_ROWS);
      write(writer, root, 40);
      long before = allocated();
      write(writer, root, 40);
      double perByte = (allocated() - before) / (40 * BATCH_ROWS * ROW_BYTES);

      assertThat(writer.progress().rowGroups()).isGreaterThan(15);
      assertThat(perByte).as("bytes allocated per byte written").isLessThan(0.1);
    }
  }

  private static void write(ArrowParquetWriter writer, VectorSchemaRoot root, int batches) {
    for (int i = 0; i < batches; i++) {
      writer.write(root);
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void rowGroupsInTheSegmentsOfOthersHoldWhatTheyShould(int threads) throws IOException {
    runtime = EncoderRuntime.create(threads, 256 << 20);
    MemoryFile file = new MemoryFile();
    int rows = 12 * BATCH_ROWS;
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer = open(file)) {
      TestWrites.writeRows(writer, root, rows, BATCH_ROWS);
      assertThat(runtime.idleBytes()).as("idle while there is a writer").isPositive();
    }

    assertThat(runtime.idleBytes()).as("idle after the last writer").isZero();
    assertThat(file.open().getRowGroups()).hasSizeGreaterThan(2);
    long[] next = new long[1];
    file.forEach(
        row -> {
          long number = next[0]++;
          assertThat(row.getLong("number", 0)).isEqualTo(number);
          if (number % 7 != 0) {
            assertThat(row.getString("text", 0)).isEqualTo(TestWrites.text(number));
          }
        });
    assertThat(next[0]).isEqualTo(rows);
  }

  /** A segment that came back twice would hold two columns at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void writersThatFailGiveNoSegmentBackTwice(long seed) throws IOException {
    Random random = new Random(seed);
    runtime = EncoderRuntime.create(1 + random.nextInt(4), 256 << 20);
    MemoryFile file = new MemoryFile();
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = open(file)) {
      for (int i = 0; i < 5; i++) {
        writer.write(batches.next(BATCH_ROWS));
        assertThat(catchThrowable(() -> fail(random)))
            .as("seed %d", seed)
            .isInstanceOf(WriteException.class);
      }
      writer.flush();
      assertEachIsThereOnce(seed);
    }

    assertThat(runtime.idleBytes()).as("seed %d", seed).isZero();
    assertThat(runtime.bufferedBytes()).as("seed %d", seed).isZero();
    assertThat(file.rows()).as("seed %d", seed).hasSize(5 * BATCH_ROWS);
  }

  /** A write whose file breaks after some bytes, or whose column does after some batches. */
  private void fail(Random random) {
    int breakAt = random.nextInt(8 << 20);
    int breakingBatch = random.nextInt(8);
    MemoryFile broken =
        new MemoryFile() {
          @Override
          void beforeWrite(long position) throws IOException {
            if (position >= breakAt) {
              throw new IOException("disk full");
            }
          }
        };
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = open(broken)) {
      for (int i = 0; i < 8; i++) {
        int batch = i;
        writer.write(
            batches.next(
                BATCH_ROWS, TestBatches.MANY_BYTES, column -> check(batch < breakingBatch)));
      }
    }
  }

  private static void check(boolean works) {
    if (!works) {
      throw new IllegalStateException("broken column");
    }
  }

  private void assertEachIsThereOnce(long seed) {
    Set<byte[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int length = Segments.MIN_BYTES; length <= Segments.MAX_BYTES; length *= 2) {
      for (long before = Long.MAX_VALUE; runtime.idleBytes() < before; ) {
        before = runtime.idleBytes();
        assertThat(taken.add(runtime.segments().take(length))).as("seed %d", seed).isTrue();
      }
    }
    assertThat(runtime.idleBytes()).as("seed %d", seed).isZero();
  }

  @Test
  void whatIsKeptCountsAgainstTheBudgetAndGivesWay() {
    runtime = EncoderRuntime.create(1, 8 << 20);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer = open(new Nowhere())) {
      for (int i = 0; i < 20; i++) {
        writer.write(batches.next(BATCH_ROWS, 1 << 20, column -> {}));
        assertThat(runtime.idleBytes())
            .isLessThanOrEqualTo(Math.max(0, (8 << 20) - runtime.bufferedBytes()));
      }
      writer.flush();
      assertThat(runtime.idleBytes()).isPositive();
      assertThat(writer.progress().rowGroupsClosedByMemory()).as("for what is kept").isZero();
    }
  }

  @Test
  void whatIsKeptIsAccountedForAndGivenUpWhenTheAccountNeedsIt() {
    LimitedAccount account = new LimitedAccount(Long.MAX_VALUE);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(new Nowhere(), TestWrites.SCHEMA)
                .options(OPTIONS)
                .runtime(runtime)
                .memory(account)
                .build()) {
      for (int i = 0; i < 18; i++) {
        writer.write(batches.next(BATCH_ROWS, 1 << 20, column -> {}));
      }
      long idle = runtime.idleBytes();
      assertThat(idle).isGreaterThan(AccountedMemory.STEP);
      assertThat(account.held()).isGreaterThan(idle);

      writer.releaseMemory();
      assertThat(account.held()).isZero();
      assertThat(runtime.idleBytes()).isZero();
    }
  }

  private ArrowParquetWriter open(MemoryFile file) {
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
        .options(OPTIONS)
        .runtime(runtime)
        .build();
  }

  /** A file that forgets what is written. */
  private static final class Nowhere extends MemoryFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {

        private long position;

        @Override
        public long getPos() {
          return position;
        }

        @Override
        public void write(int b) {
          position++;
        }

        @Override
        public void write(byte[] source, int from, int length) {
          position += length;
        }
      };
    }
  }
}
