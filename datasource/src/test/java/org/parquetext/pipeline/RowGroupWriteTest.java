package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parquetext.WriteException;

/** A row group is written little by little, while the rows behind it are encoded. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RowGroupWriteTest {

  private static final int ROW_GROUP_ROWS = 100;
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
  void itIsWrittenAtOnceWhereNobodyElseEncodes() {
    MemoryFile file = new MemoryFile();
    ArrowParquetWriter writer = open(file, EncoderRuntime.create(1, 64 << 20));
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
    return ArrowParquetWriter.builder(file, TestWrites.SCHEMA)
        .options(
            TestWrites.options(
                "rowGroupMaxRows", String.valueOf(ROW_GROUP_ROWS), "compression", "none"))
        .runtime(runtime)
        .build();
  }

  /** Writes the rows of a row group, and returns when they are encoded. */
  private void writeRowGroup(ArrowParquetWriter writer) {
    writer.write(batches.next(ROW_GROUP_ROWS));
    Threads.await("all is encoded", () -> two.running() == 0);
  }

  private TestBatches.TestBatch few() {
    return batches.next(1, FEW_BYTES, column -> {});
  }
}
