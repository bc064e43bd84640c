package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;

/** Several writers that one thread drives. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriterGroupTest {

  private static final int BATCH_ROWS = 5_000;

  /** What a batch is said to hold. */
  private static final long BATCH_BYTES = 1 << 20;

  private final List<TestBatches> batches = new ArrayList<>();
  private final List<MemoryFile> files = new ArrayList<>();

  @AfterEach
  void closeBatches() {
    batches.forEach(TestBatches::close);
  }

  private List<ArrowParquetWriter> open(WriterGroup group, int count) {
    List<ArrowParquetWriter> writers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MemoryFile file = new MemoryFile("file-" + i);
      files.add(file);
      batches.add(new TestBatches());
      writers.add(
          ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
              .options(TestWrites.options("rowGroupSizeBytes", "16m"))
              .group(group)
              .build());
    }
    return writers;
  }

  private void write(List<ArrowParquetWriter> writers, int writer, int count) {
    for (int i = 0; i < count; i++) {
      writers.get(writer).write(batches.get(writer).next(BATCH_ROWS, BATCH_BYTES, column -> {}));
    }
  }

  @Test
  void manyWritersAreOneCallerWithOneArena() {
    EncoderRuntime runtime = EncoderRuntime.create(2, 1 << 30);
    WriterGroup group = new WriterGroup(runtime, MemoryAccount.unlimited());
    List<ArrowParquetWriter> writers = open(group, 5);

    assertThat(runtime.groups()).isEqualTo(1);
    assertThat(runtime.hasIdleCore()).as("of two, the caller has one").isTrue();
    assertThat(group.arena()).isNotNull();
    writers.forEach(ArrowParquetWriter::close);
    assertThat(runtime.groups()).isZero();
    assertThat(group.arena()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void theWriterThatHoldsMostGivesBack(int threads) throws IOException {
    EncoderRuntime runtime = EncoderRuntime.create(threads, 3 * BATCH_BYTES);
    List<ArrowParquetWriter> writers = open(new WriterGroup(runtime, MemoryAccount.unlimited()), 2);
    write(writers, 0, 12);
    write(writers, 1, 1);
    write(writers, 0, 12);
    write(writers, 1, 1);
    writers.forEach(ArrowParquetWriter::close);

    // How often depends on how fast others encode what is held raw.
    assertThat(writers.get(0).progress().rowGroupsClosedByMemory()).isPositive();
    assertThat(writers.get(1).progress().rowGroupsClosedByMemory()).isZero();
    assertThat(files.get(0).rows()).hasSize(24 * BATCH_ROWS);
    assertThat(files.get(1).rows()).hasSize(2 * BATCH_ROWS);
    assertThat(runtime.bufferedBytes()).isZero();
  }

  @Test
  void batchesThatAreEncodedMakeRoomForOtherWriters() {
    EncoderRuntime runtime = EncoderRuntime.create(1, BATCH_BYTES + BATCH_BYTES / 2);
    List<ArrowParquetWriter> writers = open(new WriterGroup(runtime, MemoryAccount.unlimited()), 2);
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < writers.size(); i++) {
        writers.get(i).write(batches.get(i).next(10, BATCH_BYTES, column -> {}));
      }
    }
    writers.forEach(ArrowParquetWriter::close);

    assertThat(writers)
        .extracting(writer -> writer.progress().rowGroupsClosedByMemory())
        .containsOnly(0L);
  }

  @Test
  void groupsHaveEqualSharesHoweverManyWritersTheyHave() {
    EncoderRuntime runtime = EncoderRuntime.create(1, 8 * BATCH_BYTES);
    WriterGroup many = new WriterGroup(runtime, MemoryAccount.unlimited());
    List<ArrowParquetWriter> ofMany = open(many, 7);
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < ofMany.size(); i++) {
        write(ofMany, i, 1);
      }
    }
    WriterGroup other = new WriterGroup(runtime, MemoryAccount.unlimited());
    MemoryFile file = new MemoryFile("other");
    try (TestBatches ofOther = new TestBatches();
        ArrowParquetWriter one =
            ArrowParquetWriter.builder(file, TestWrites.SCHEMA).group(other).build()) {
      while (one.progress().bytesEncoding() < BATCH_BYTES / 2) {
        one.write(ofOther.next(BATCH_ROWS, 0, column -> {}));
      }
      one.write(ofOther.next(BATCH_ROWS, BATCH_BYTES, column -> {}));
      assertThat(one.progress().rowGroupsClosedByMemory())
          .as("with the batch it has less than half of its half, and more than half of an eighth")
          .isZero();
    }
    ofMany.forEach(ArrowParquetWriter::close);
    assertThat(runtime.bufferedBytes()).isZero();
  }

  @Test
  void oneAccountIsToldOfAllWriters() {
    LimitedAccount account = new LimitedAccount(Long.MAX_VALUE);
    WriterGroup group = new WriterGroup(EncoderRuntime.create(1, 1 << 30), account);
    List<ArrowParquetWriter> writers = open(group, 3);
    for (int i = 0; i < 3; i++) {
      write(writers, i, 20);
    }
    assertThat(account.held()).isGreaterThan(AccountedMemory.STEP);
    assertThat(group.releaseMemory()).isPositive();
    assertThat(account.held()).isZero();
    assertThat(writers)
        .as("each had more than a small row group")
        .extracting(writer -> writer.progress().rowGroupsClosedByMemory())
        .containsOnly(1L);
    write(writers, 0, 20);
    assertThat(account.held()).isPositive();
    writers.get(0).close();
    writers.get(1).abort();
    writers.get(2).close();
    assertThat(account.held()).isZero();
    assertThat(group.releaseMemory()).as("after the end").isZero();
  }

  @Test
  void aWriterThatCannotGiveBackFailsTheCallAndItself() {
    EncoderRuntime runtime = EncoderRuntime.create(1, 4 * BATCH_BYTES);
    WriterGroup group = new WriterGroup(runtime, MemoryAccount.unlimited());
    MemoryFile broken =
        new MemoryFile("broken") {
          @Override
          void beforeWrite(long position) throws IOException {
            if (position > "PAR1".length()) {
              throw new IOException("no space");
            }
          }
        };
    List<ArrowParquetWriter> writers = new ArrayList<>();
    writers.add(ArrowParquetWriter.builder(broken, TestWrites.SCHEMA).group(group).build());
    batches.add(new TestBatches());
    files.add(broken);
    writers.addAll(open(group, 1));
    write(writers, 0, 3);
    assertThatThrownBy(
            () -> writers.get(1).write(batches.get(1).next(1, 10 * BATCH_BYTES, column -> {})))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("no space")
        .hasMessageContaining("broken");
    assertThatThrownBy(() -> write(writers, 0, 1)).hasMessageContaining("no space");
    assertThatThrownBy(() -> write(writers, 1, 1)).hasMessageContaining("no space");
    writers.forEach(ArrowParquetWriter::abort);

    assertThat(files).allMatch(MemoryFile::isDiscarded);
    batches.forEach(TestBatches::assertEachClosedOnce);
    assertThat(runtime.bufferedBytes()).isZero();
    assertThat(runtime.groups()).isZero();
  }

  @Test
  void aWriterHasTheRuntimeOfItsGroup() {
    EncoderRuntime runtime = EncoderRuntime.create(1, 1 << 20);
    ArrowParquetWriterBuilder builder =
        ArrowParquetWriter.builder(new MemoryFile(), TestWrites.SCHEMA)
            .group(new WriterGroup(runtime, MemoryAccount.unlimited()))
            .runtime(runtime);
    assertThatIllegalStateException().isThrownBy(builder::build);
  }
}
