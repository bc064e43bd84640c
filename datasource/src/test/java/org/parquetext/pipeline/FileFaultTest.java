package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;

/** An error of the file system. */
class FileFaultTest {

  private static final long AFTER_THE_MAGIC = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aFileThatCannotBeCreated(int threads) {
    FaultyFile file = new FaultyFile(Fault.CREATE);
    try (FaultScene scene = new FaultScene(threads, file)) {
      WriteException failure = scene.fails(() -> writeAll(scene));

      assertThat(failure)
          .hasMessage("Cannot write the start of file faulty: broken")
          .hasCause(file.error);
      assertThat(file.isCreated()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "START, 'Cannot write the start of file faulty: broken'",
    "POSITION, 'Cannot write the start of file faulty: broken'",
    "ROW_GROUP, 'Cannot write row group 0 of file faulty: broken'",
    "FOOTER, 'Cannot write footer of file faulty: broken'",
    "CLOSE, 'Cannot write footer of file faulty: broken'"
  })
  void aFileThatCannotBeWritten(Fault fault, String message) {
    for (int threads : new int[] {1, 4}) {
      FaultyFile file = new FaultyFile(fault);
      try (FaultScene scene = new FaultScene(threads, file)) {
        WriteException failure = scene.fails(() -> writeAll(scene));

        assertThat(failure).hasMessage(message).hasCause(file.error);
        assertThat(file.isDiscarded()).isTrue();
        assertThat(scene.writer.files()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void anUncheckedErrorOfTheFileSystem(Fault fault) {
    FaultyFile file = new FaultyFile(fault);
    file.unchecked = new IllegalStateException("bug");
    try (FaultScene scene = new FaultScene(2, file)) {
      WriteException failure = scene.fails(() -> writeAll(scene));

      assertThat(failure).hasMessage("Cannot write file faulty: bug").hasCause(file.unchecked);
      assertThat(file.isDiscarded()).isEqualTo(fault != Fault.CREATE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aSupplierThatHasNoFile(int threads) {
    RuntimeException cause = new IllegalStateException("no names left");
    FaultScene scene =
        new FaultScene(
            threads,
            () -> {
              throw cause;
            },
            () -> false);
    try (scene) {
      WriteException failure = scene.fails(() -> writeAll(scene));

      assertThat(failure)
          .hasMessage("Cannot write the next file (not created yet): no names left")
          .hasCause(cause);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void filesFinishedBeforeStay(int threads) {
    MemoryFile first = new MemoryFile("first");
    FaultyFile second = new FaultyFile(Fault.FOOTER);
    List<OutputFile> left = new ArrayList<>(List.of(first, second));
    TestBatches batches = new TestBatches();
    EncoderRuntime runtime = EncoderRuntime.create(threads, 64 << 20);
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(() -> left.remove(0), TestWrites.SCHEMA)
            .options(TestWrites.options("maxRecordsPerFile", "100", "maxConcurrentUploads", "0"))
            .runtime(runtime)
            .build();
    try (batches) {
      writer.write(batches.next(150));
      assertThatThrownBy(writer::close).hasMessage("Cannot write footer of file faulty: broken");

      assertThat(first.isFinished()).isTrue();
      assertThat(second.isDiscarded()).isTrue();
      assertThat(writer.files()).extracting(WrittenFile::path).containsExactly("first");
      assertThat(runtime.bufferedBytes()).isZero();
      batches.assertEachClosedOnce();
    }
  }

  /** A file of its size is ended when the rows behind it are known to be many. */
  @Test
  void aFileThatCannotBeClosedWhenRowsFollowIt() {
    FaultyFile first = new FaultyFile(Fault.CLOSE);
    List<OutputFile> left = new ArrayList<>(List.of(first, new MemoryFile("second")));
    EncoderRuntime runtime = EncoderRuntime.create(1, 64 << 20);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(() -> left.remove(0), TestWrites.SCHEMA)
                .options(
                    TestWrites.options(
                        "targetFileSizeBytes", "64k",
                        "pageRowLimit", "100",
                        "dictionaryEnabled", "false",
                        "maxConcurrentUploads", "0"))
                .runtime(runtime)
                .build()) {
      assertThatThrownBy(() -> writeForever(writer, batches))
          .hasMessage("Cannot write footer of file faulty: broken")
          .hasStackTraceContaining("expectMore");

      assertThat(first.isDiscarded()).isTrue();
      assertThat(runtime.bufferedBytes()).isZero();
      batches.assertEachClosedOnce();
    }
  }

  private static void writeForever(ArrowParquetWriter writer, TestBatches batches) {
    while (true) {
      writer.write(batches.next(500, 20_000, column -> {}));
    }
  }

  private static void writeAll(FaultScene scene) {
    for (int i = 0; i < 5; i++) {
      scene.writer.write(scene.batches.next(FaultScene.ROW_GROUP_ROWS / 4 * 3));
    }
    scene.writer.close();
  }

  /** Where a file fails. */
  enum Fault {
    CREATE,
    START,
    POSITION,
    ROW_GROUP,
    FOOTER,
    CLOSE
  }

  /** A file that fails in one place. */
  private static final class FaultyFile extends MemoryFile {

    private final Fault fault;
    private final IOException error = new IOException("broken");
    private RuntimeException unchecked;

    FaultyFile(Fault fault) {
      super("faulty");
      this.fault = fault;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      failIf(fault == Fault.CREATE);
      return super.create(blockSizeHint);
    }

    @Override
    void beforeWrite(long position) throws IOException {
      failIf(fault == Fault.START && position < AFTER_THE_MAGIC);
      failIf(fault == Fault.ROW_GROUP && position >= AFTER_THE_MAGIC);
      failIf(fault == Fault.FOOTER && isFooter());
    }

    @Override
    void beforePosition() throws IOException {
      failIf(fault == Fault.POSITION);
    }

    @Override
    void beforeClose() throws IOException {
      failIf(fault == Fault.CLOSE);
    }

    private static boolean isFooter() {
      return StackWalker.getInstance()
          .walk(
              frames ->
                  frames.anyMatch(
                      frame ->
                          frame.getMethodName().equals("finish")
                              && frame.getClassName().endsWith("ParquetFile")));
    }

    private void failIf(boolean condition) throws IOException {
      if (condition && unchecked != null) {
        throw unchecked;
      }
      if (condition) {
        throw error;
      }
    }
  }
}
