package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteProgressTest {

  private final List<MemoryFile> files = new ArrayList<>();
  private final EncoderRuntime runtime = EncoderRuntime.create(1, 64 << 20);
  private final ArrowParquetWriter writer =
      ArrowParquetWriter.builder(TestWrites.files(files), TestWrites.SCHEMA)
          .options(TestWrites.options("maxRecordsPerFile", "1000"))
          .runtime(runtime)
          .build();
  private final WriteProgress progress = writer.progress();

  @Test
  void followsRowsFromBatchToFile() {
    try (TestBatches batches = new TestBatches()) {
      writer.write(batches.next(300));
      assertThat(progress.rowsBuffered()).isEqualTo(300);
      assertThat(progress.bytesBuffered()).isEqualTo(TestBatches.MANY_BYTES);
      assertThat(progress.rowsWritten()).isZero();

      writer.write(batches.next(0));
      writer.write(batches.next(200));
      assertThat(progress.rowsBuffered()).isEqualTo(200);
      assertThat(progress.rowsEncoding()).isEqualTo(300);
      assertThat(progress.bytesEncoding()).isPositive();

      writer.flush();
      assertThat(progress.rowsBuffered()).isZero();
      assertThat(progress.rowsEncoding()).isZero();
      assertThat(progress.rowsWritten()).isEqualTo(500);
      assertThat(progress.rowGroups()).isEqualTo(1);
      assertThat(progress.bytesWritten()).isEqualTo(files.get(0).getLength());
      assertThat(progress.files()).isZero();

      writer.write(batches.next(1_500));
      writer.close();
    }

    assertThat(progress.rowsWritten()).isEqualTo(2_000);
    assertThat(progress.rowGroups()).isEqualTo(3);
    assertThat(progress.files()).isEqualTo(2);
    assertThat(progress.bytesBuffered() + progress.bytesEncoding()).isZero();
    assertThat(progress.bytesWritten())
        .isEqualTo(files.stream().mapToLong(MemoryFile::getLength).sum());
    assertThat(progress.files(CloseReason.ROWS)).isEqualTo(2);
    assertThat(progress.rowGroups(CloseReason.FLUSH)).isEqualTo(1);
    assertThat(progress.rowGroups(CloseReason.ROWS)).isEqualTo(2);
  }

  @Test
  void tellsWhereTheTimeOfTheOnlyThreadWent() {
    MemoryFile file = new MemoryFile();
    long started = System.nanoTime();
    WriteProgress one;
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter single =
            ArrowParquetWriter.builder(file, TestWrites.SCHEMA).runtime(runtime).build()) {
      single.write(batches.next(5_000));
      single.close();
      one = single.progress();
    }
    long took = System.nanoTime() - started;

    assertThat(Arrays.stream(WriteStage.values()).mapToLong(one::nanos))
        .noneMatch(time -> time < 0);
    assertThat(Arrays.stream(WriteStage.values()).mapToLong(one::nanos).sum()).isBetween(1L, took);
    assertThat(List.of(WriteStage.ENCODE, WriteStage.COMPRESS, WriteStage.WRITE))
        .allMatch(stage -> one.nanos(stage) > 0);
    assertThat(List.of(WriteStage.VERIFY, WriteStage.WAIT_FOR_ENCODERS, WriteStage.WAIT_FOR_MEMORY))
        .allMatch(stage -> one.nanos(stage) == 0);
  }
}
