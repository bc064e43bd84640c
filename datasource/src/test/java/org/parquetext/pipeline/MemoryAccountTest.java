package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;

/** Writers whose memory somebody counts. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryAccountTest {

  private static final int BATCH_ROWS = 10_000;
  private static final int BATCHES = 40;
  private static final long BATCH_BYTES = 1 << 20;
  private static final long TARGET = 32 << 20;

  /** The smallest row group that is ended for an account. */
  private static final long SMALLEST = TARGET / 32;

  private final TestBatches batches = new TestBatches();
  private final MemoryFile file = new MemoryFile();
  private EncoderRuntime runtime = EncoderRuntime.create(1, 1 << 30);

  @AfterEach
  void closeBatches() {
    batches.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void anAccountThatGrantsAllFollowsWhatIsHeld(int threads) throws IOException {
    runtime = EncoderRuntime.create(threads, 1 << 30);
    LimitedAccount account = new LimitedAccount(Long.MAX_VALUE);
    try (ArrowParquetWriter writer = open(account)) {
      write(writer, BATCHES);
      writer.flush();
      assertThat(account.peak())
          .isBetween(TARGET / 8, runtime.peakBufferedBytes() + AccountedMemory.STEP);
      assertThat(account.held())
          .as("what is kept when a row group is written")
          .isLessThan(runtime.bufferedBytes() + runtime.idleBytes() + AccountedMemory.SLACK);
      assertThat(account.questions()).isLessThanOrEqualTo(BATCHES);
    }

    assertThat(account.held()).isZero();
    assertThat(file.open().getRowGroups()).as("row groups").hasSize(1);
    assertAllRowsAreThere(BATCHES);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1000000", "1, 5000000", "8, 0", "8, 1000000", "8, 5000000"})
  void anAccountThatGrantsLittleEndsRowGroupsThatAreLargeEnough(int threads, long limit)
      throws IOException {
    runtime = EncoderRuntime.create(threads, 1 << 30);
    LimitedAccount account = new LimitedAccount(limit);
    ArrowParquetWriter writer = open(account);
    write(writer, BATCHES);
    writer.close();

    assertThat(account.held()).isZero();
    assertThat(writer.progress().rowGroupsClosedByMemory()).isGreaterThan(1);
    List<BlockMetaData> rowGroups = file.open().getRowGroups();
    assertThat(rowGroups.subList(0, rowGroups.size() - 1))
        .allSatisfy(group -> assertThat(group.getCompressedSize()).isGreaterThan(SMALLEST / 2));
    assertAllRowsAreThere(BATCHES);
  }

  @Test
  void aSmallRowGroupIsNotEndedForAnAccount() {
    LimitedAccount account = new LimitedAccount(0);
    try (ArrowParquetWriter writer = open(account)) {
      for (int i = 0; i < BATCHES; i++) {
        writer.write(batches.next(10, BATCH_BYTES, column -> {}));
      }
      writer.close();
      assertThat(account.questions()).isPositive();
      assertThat(writer.progress().rowGroups()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedStepIsAskedForOnce() {
    AccountedMemory accounted = new AccountedMemory(new LimitedAccount(0));
    assertThat(accounted.raise(AccountedMemory.STEP - 1)).as("less than a step").isTrue();
    assertThat(accounted.raise(AccountedMemory.STEP)).isFalse();
    assertThat(accounted.raise(AccountedMemory.STEP + 1)).as("the same step").isTrue();
    assertThat(accounted.raise(2 * AccountedMemory.STEP)).as("the next one").isFalse();
  }

  @Test
  void asksForWhatWasRefusedBeforeToo() {
    AtomicLong limit = new AtomicLong();
    LimitedAccount account =
        new LimitedAccount(Long.MAX_VALUE) {
          @Override
          public long acquire(long bytes) {
            return limit.get() == 0 ? 0 : super.acquire(bytes);
          }
        };
    AccountedMemory accounted = new AccountedMemory(account);
    assertThat(accounted.raise(5 * AccountedMemory.STEP)).isFalse();
    limit.set(1);
    assertThat(accounted.raise(6 * AccountedMemory.STEP)).isTrue();
    assertThat(account.held()).isEqualTo(6 * AccountedMemory.STEP);
  }

  @Test
  void onlyTheCallingThreadUsesTheAccount() {
    runtime = EncoderRuntime.create(8, 1 << 30);
    LimitedAccount account = new LimitedAccount(2 << 20);
    try (ArrowParquetWriter writer = open(account)) {
      write(writer, BATCHES);
    }

    assertThat(account.threads()).containsExactly(Thread.currentThread());
  }

  @Test
  void anAbortedWriterReleasesAll() {
    LimitedAccount account = new LimitedAccount(Long.MAX_VALUE);
    ArrowParquetWriter writer = open(account);
    write(writer, BATCHES);
    assertThat(account.held()).isPositive();
    writer.abort();
    assertThat(account.held()).isZero();
    assertThat(file.isDiscarded()).isTrue();
  }

  @Test
  void aFailedWriterReleasesAll() {
    LimitedAccount account = new LimitedAccount(Long.MAX_VALUE);
    ArrowParquetWriter writer = open(account);
    write(writer, BATCHES);
    assertThat(account.held()).isPositive();
    assertThatThrownBy(
            () -> {
              writer.write(batches.next(10, BATCH_BYTES, MemoryAccountTest::fail));
              writer.close();
            })
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("broken column");
    assertThat(account.held()).isZero();
  }

  private static void fail(int column) {
    if (column >= 0) {
      throw new IllegalStateException("broken column");
    }
  }

  @Test
  void anAccountThatThrowsFailsTheWrite() {
    LimitedAccount account =
        new LimitedAccount(Long.MAX_VALUE) {
          @Override
          public long acquire(long bytes) {
            if (held() > 0) {
              throw new IllegalStateException("broken account");
            }
            return super.acquire(bytes);
          }
        };
    ArrowParquetWriter writer = open(account);
    assertThatThrownBy(() -> write(writer, BATCHES))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("broken account");
    assertThat(account.held()).isZero();
    batches.assertEachClosedOnce();
  }

  @Test
  void releasesItsMemoryWhenAskedAndGoesOn() throws IOException {
    LimitedAccount account = new LimitedAccount(Long.MAX_VALUE);
    try (ArrowParquetWriter writer = open(account)) {
      write(writer, BATCHES / 2);
      long held = account.held();
      assertThat(writer.releaseMemory()).isEqualTo(held).isPositive();
      assertThat(account.held()).isZero();
      assertThat(writer.progress().rowGroupsClosedByMemory()).isEqualTo(1);
      assertThat(writer.progress().rowsWritten()).isEqualTo(BATCHES / 2 * BATCH_ROWS);
      assertThat(writer.releaseMemory()).as("once more").isZero();
      write(writer, BATCHES / 2);
      writer.close();
      assertThat(writer.releaseMemory()).as("after the end").isZero();
    }

    assertThat(file.open().getRowGroups()).hasSize(2);
    assertAllRowsAreThere(BATCHES);
  }

  @Test
  void releasesMemoryButKeepsARowGroupThatIsSmall() {
    LimitedAccount account = new LimitedAccount(Long.MAX_VALUE);
    try (ArrowParquetWriter writer = open(account)) {
      writer.write(batches.next(10, 3 * BATCH_BYTES, column -> {}));
      assertThat(writer.releaseMemory()).isEqualTo(3 * BATCH_BYTES);
      assertThat(account.held()).isZero();
      writer.close();
      assertThat(writer.progress().rowGroups()).isEqualTo(1);
      assertThat(writer.progress().rowGroupsClosedByMemory()).isZero();
    }
  }

  @Test
  void insideItsOwnCallAWriterReleasesNothing() throws IOException {
    ArrowParquetWriter[] writer = new ArrowParquetWriter[1];
    AtomicLong released = new AtomicLong();
    LimitedAccount account =
        new LimitedAccount(Long.MAX_VALUE) {
          @Override
          public long acquire(long bytes) {
            released.addAndGet(writer[0].releaseMemory());
            return super.acquire(bytes);
          }
        };
    writer[0] = open(account);
    write(writer[0], BATCHES);
    writer[0].close();

    assertThat(released).hasValue(0);
    assertThat(file.open().getRowGroups()).hasSize(1);
  }

  private ArrowParquetWriter open(MemoryAccount account) {
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
        .options(TestWrites.options("rowGroupSizeBytes", Long.toString(TARGET)))
        .runtime(runtime)
        .memory(account)
        .build();
  }

  private void write(ArrowParquetWriter writer, int count) {
    for (int i = 0; i < count; i++) {
      writer.write(batches.next(BATCH_ROWS, BATCH_BYTES, column -> {}));
    }
  }

  private void assertAllRowsAreThere(int count) throws IOException {
    AtomicLong rows = new AtomicLong();
    file.forEach(
        row -> {
          long number = rows.getAndIncrement();
          boolean isNull = number % 7 == 0;
          if (row.getLong(0, 0) != number
              || row.getFieldRepetitionCount(1) != (isNull ? 0 : 1)
              || !(isNull || row.getString(1, 0).equals(TestWrites.text(number)))) {
            throw new AssertionError("row " + number + " is " + row);
          }
        });
    assertThat(rows).hasValue((long) count * BATCH_ROWS);
  }
}
