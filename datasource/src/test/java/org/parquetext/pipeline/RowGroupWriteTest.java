package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.WriteException;
import org.parquetext.buffer.Segments;
import org.parquetext.options.WriteOptions;

/** A row group is written little by little, while the rows behind it are encoded. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RowGroupWriteTest {

  private static final int ROW_GROUP_ROWS = 100;

  /** Whose row group has several megabytes. */
  private static final int MANY_ROWS = 100_000;

  private static final int MAGIC_BYTES = 4;

  /** What a batch is said to hold, if nothing is to be due by it but the first piece. */
  private static final long FEW_BYTES = 10;

  private final TestBatches batches = new TestBatches();
  private final EncoderRuntime two = EncoderRuntime.create(2, 64 << 20);

  @AfterEach
  void leavesNothing() {
    batches.close();
    batches.assertEachClosedOnce();
    assertThat(two.bufferedBytes()).isZero();
  }

  @Test
  void othersEncodeTheRowsBehindItMeanwhile() throws IOException {
    CountDownLatch othersEncode = new CountDownLatch(1);
    MemoryFile file =
        new MemoryFile() {
          @Override
          void beforeWrite(long position) {
            if (position >= MAGIC_BYTES) {
              Threads.await(othersEncode);
            }
          }
        };
    ArrowParquetWriter writer = open(file, two);
    writeRowGroup(writer);
    writer.write(
        batches.next(
            ROW_GROUP_ROWS / 2,
            TestBatches.MANY_BYTES,
            column -> {
              if (Threads.isEncoder()) {
                othersEncode.countDown();
              }
            }));

    assertThat(writer.progress().rowsWritten()).isEqualTo(ROW_GROUP_ROWS);
    writer.close();
    assertThat(file.rows()).hasSize(ROW_GROUP_ROWS + ROW_GROUP_ROWS / 2);
  }

  @Test
  void whatIsDueGrowsWithTheRowsBehindIt() throws IOException {
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer = open(file, two);
    writeRowGroup(writer);
    long encoded = writer.progress().bytesEncoding();

    writer.write(few());
    long firstChunk = file.getLength();
    assertThat(firstChunk).isGreaterThan(MAGIC_BYTES);
    assertThat(writer.progress().bytesWritten()).isEqualTo(firstChunk);
    assertThat(writer.progress().bytesEncoding()).as("of the first chunk").isLessThan(encoded);
    assertThat(writer.progress().rowsWritten()).isZero();

    writer.write(few());
    assertThat(file.getLength()).isEqualTo(firstChunk);

    writer.write(batches.next(1));
    assertThat(file.getLength()).isGreaterThan(firstChunk);
    assertThat(writer.progress().rowsWritten()).isEqualTo(ROW_GROUP_ROWS);
    writer.close();
    assertThat(file.rows()).hasSize(ROW_GROUP_ROWS + 3);
  }

  @Test
  void oneByteIsDueForTwoBytesOfRows() {
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer = open(file, two, MANY_ROWS);
    writeRowGroup(writer, MANY_ROWS);
    long encoded = writer.progress().bytesEncoding();
    for (int due = 400_000; due < 2_000_000; due += 400_000) {
      writer.write(batches.next(1, 800_000, column -> {}));

      assertThat(file.getLength()).isBetween((long) due, due + 2L * Segments.MAX_BYTES);
      assertThat(encoded - writer.progress().bytesEncoding())
          .isBetween((long) due, due + 3L * Segments.MAX_BYTES);
    }
    writer.close();
  }

  @Test
  void theCallingThreadWritesWhileItWaitsForOthers() {
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer = open(file, two, MANY_ROWS);
    writeRowGroup(writer, MANY_ROWS);
    TestBatches.TestBatch held =
        batches.next(
            1,
            1 << 20,
            column -> {
              if (column != TestBatches.Hook.CLOSE) {
                Threads.await("all is written", () -> writer.progress().rowsWritten() == MANY_ROWS);
              }
            });
    writer.write(
        new ForwardedBatch(held) {
          @Override
          public boolean isUrgent() {
            return true;
          }
        });

    assertThat(writer.progress().rowsBuffered()).isZero();
    writer.close();
  }

  @Test
  void nothingOfItIsAccountedWhenItIsWritten() {
    ArrowParquetWriter writer = open(new MemoryFile(), two, MANY_ROWS);
    writeRowGroup(writer, MANY_ROWS);
    writer.flush();
    long afterOne = writer.progress().bytesEncoding();
    writeRowGroup(writer, MANY_ROWS);
    writer.flush();

    assertThat(writer.progress().bytesEncoding()).isEqualTo(afterOne);
    writer.close();
  }

  @Test
  void itIsWrittenAtOnceWhereNobodyElseEncodes() {
    ArrowParquetWriter writer = open(new MemoryFile(), EncoderRuntime.create(1, 64 << 20));
    writeRowGroup(writer);
    writer.write(few());

    assertThat(writer.progress().rowsWritten()).isEqualTo(ROW_GROUP_ROWS);
    writer.close();
  }

  @ParameterizedTest
  @CsvSource({"maxRecordsPerFile, 1000", "rolloverInterval, 1h"})
  void itIsWrittenAtOnceWhereItsFileIsCutExactly(String option, String value) {
    ArrowParquetWriter writer =
        open(
            new MemoryFile(),
            two,
            TestWrites.options("rowGroupMaxRows", String.valueOf(ROW_GROUP_ROWS), option, value));
    writeRowGroup(writer);
    writer.write(few());

    assertThat(writer.progress().rowsWritten()).isEqualTo(ROW_GROUP_ROWS);
    writer.close();
  }

  @Test
  void theEndOfTheFileWritesWhatIsLeft() throws IOException {
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer = open(file, two);
    writeRowGroup(writer);
    writer.write(few());
    writer.close();

    assertThat(writer.progress().rowsWritten()).isEqualTo(ROW_GROUP_ROWS + 1);
    assertThat(file.rows()).hasSize(ROW_GROUP_ROWS + 1);
  }

  @Test
  void itIsWrittenBeforeAnotherRowGroupEndsForLackOfMemory() throws IOException {
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer = open(file, two);
    writeRowGroup(writer);
    writer.write(few());
    long written = file.getLength();
    writer.giveBack();
    writer.giveBack();

    assertThat(file.getLength()).isGreaterThan(written);
    assertThat(writer.progress().rowsWritten()).isEqualTo(ROW_GROUP_ROWS);
    assertThat(writer.progress().rowGroupsClosedByMemory()).isZero();
    writer.close();
    assertThat(file.rows()).hasSize(ROW_GROUP_ROWS + 1);
  }

  @Test
  void itIsWrittenAtOnceWhereItsEndDecidesWhereTheNextOneEnds() {
    Supplier<MemoryFile> filesOfBlocks =
        () ->
            new MemoryFile() {
              @Override
              public boolean supportsBlockSize() {
                return true;
              }
            };
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(filesOfBlocks, TestWrites.SCHEMA)
            .options(options(ROW_GROUP_ROWS))
            .runtime(two)
            .build();
    for (int file = 1; file <= 2; file++) {
      writeRowGroup(writer);
      writer.write(few());
      assertThat(writer.progress().rowsWritten()).isEqualTo(file * (ROW_GROUP_ROWS + 1) - 1);
      writer.endFile();
    }
    writer.close();
  }

  @Test
  void itIsWrittenBeforeARowGroupEndsBecauseTheGroupHoldsMoreThanItsShare() {
    EncoderRuntime small = EncoderRuntime.create(9, 16 << 20);
    WriterGroup group = new WriterGroup(small, MemoryAccount.unlimited());
    List<ArrowParquetWriter> others = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      WriterGroup another = new WriterGroup(small, MemoryAccount.unlimited());
      others.add(open(new MemoryFile(), another, MANY_ROWS));
    }
    ArrowParquetWriter writer = open(new MemoryFile(), group, MANY_ROWS);
    ArrowParquetWriter other = open(new MemoryFile(), group, MANY_ROWS);
    writer.write(batches.next(MANY_ROWS, 2 << 20, column -> {}));
    Threads.await("all is encoded", () -> small.running() == 0);
    writer.write(few());
    assertThat(writer.progress().rowsWritten()).isZero();
    other.write(batches.next(1, 15 << 20, column -> {}));

    assertThat(writer.progress().rowsWritten()).isEqualTo(MANY_ROWS);
    assertThat(writer.progress().rowGroupsClosedByMemory()).isZero();
    writer.close();
    other.close();
    others.forEach(ArrowParquetWriter::close);
  }

  @Test
  void anErrorInTheMiddleNamesTheRowGroupAndDiscardsTheFile() {
    IOException error = new IOException("no space");
    MemoryFile file =
        new MemoryFile() {
          @Override
          void beforeWrite(long position) throws IOException {
            if (position > ROW_GROUP_ROWS * Long.BYTES) {
              throw error;
            }
          }
        };
    ArrowParquetWriter writer = open(file, two);
    writeRowGroup(writer);
    writer.write(few());
    assertThat(file.getLength()).as("the first chunk").isGreaterThan(ROW_GROUP_ROWS * Long.BYTES);

    assertThatThrownBy(() -> writer.write(batches.next(1)))
        .isInstanceOf(WriteException.class)
        .hasMessage("Cannot write row group 0 of file memory: no space")
        .hasCause(error);
    assertThat(file.isDiscarded()).isTrue();
    assertThat(writer.progress().bytesEncoding()).isZero();
  }

  @Test
  void anAbortInTheMiddleDiscardsTheFile() {
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer = open(file, two);
    writeRowGroup(writer);
    writer.write(few());
    writer.abort();

    assertThat(file.isDiscarded()).isTrue();
    assertThat(writer.progress().bytesEncoding()).isZero();
  }

  private static ArrowParquetWriter open(MemoryFile file, EncoderRuntime runtime) {
    return open(file, runtime, ROW_GROUP_ROWS);
  }

  private static ArrowParquetWriter open(MemoryFile file, EncoderRuntime runtime, int rows) {
    return open(file, runtime, options(rows));
  }

  private static ArrowParquetWriter open(
      MemoryFile file, EncoderRuntime runtime, WriteOptions options) {
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
        .options(options)
        .runtime(runtime)
        .build();
  }

  private static ArrowParquetWriter open(MemoryFile file, WriterGroup group, int rows) {
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
        .options(options(rows))
        .group(group)
        .build();
  }

  private static WriteOptions options(int rowGroupRows) {
    return TestWrites.options(
        "rowGroupMaxRows", String.valueOf(rowGroupRows), "compression", "none");
  }

  private void writeRowGroup(ArrowParquetWriter writer) {
    writeRowGroup(writer, ROW_GROUP_ROWS);
  }

  /** Writes the rows of a row group, and returns when they are encoded. */
  private void writeRowGroup(ArrowParquetWriter writer, int rows) {
    writer.write(batches.next(rows));
    Threads.await("all is encoded", () -> two.running() == 0);
  }

  private TestBatches.TestBatch few() {
    return batches.next(1, FEW_BYTES, column -> {});
  }
}
