package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;
import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.TestBatches.Hook;

/** An error while a column is made or encoded. */
class ColumnFaultTest {

  private static final int BATCHES = 6;

  private final MemoryFile file = new MemoryFile("a.parquet");

  /** Threads, column, and the batch that fails; two batches make a row group. */
  static Stream<Arguments> places() {
    return IntStream.of(1, 2, 4)
        .boxed()
        .flatMap(
            threads ->
                IntStream.range(0, 2 * BATCHES)
                    .mapToObj(place -> Arguments.of(threads, place % 2, place / 2)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void namesColumnRowGroupAndFile(int threads, int column, int failing) {
    RuntimeException cause = new IllegalStateException("boom");
    try (FaultScene scene = new FaultScene(threads, file)) {
      WriteException failure = scene.fails(() -> writeFailing(scene, column, failing, cause));

      assertThat(failure)
          .hasMessage(
              "Cannot write column `%s`: boom (row group %d of the writer, file a.parquet)",
              column == 0 ? "number" : "text", failing / 2)
          .hasCause(cause);
      assertThat(file.isDiscarded()).isTrue();
    }
  }

  @Test
  void countsRowGroupsThroughAllFiles() {
    RuntimeException cause = new IllegalStateException("boom");
    List<MemoryFile> files = new ArrayList<>();
    EncoderRuntime runtime = EncoderRuntime.create(1, 64 << 20);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(TestWrites.files(files), TestWrites.SCHEMA)
                .options(TestWrites.options("rowGroupMaxRows", "10", "maxRecordsPerFile", "20"))
                .runtime(runtime)
                .build()) {
      writer.write(batches.next(50));

      assertThat(catchThrowable(() -> writer.write(batches.next(1, 10, failing(cause)))))
          .hasMessageEndingWith("boom (row group 5 of the writer, file file-2)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anErrorOfTheMachineIsAFailureLikeAnyOther(int threads) {
    OutOfMemoryError cause = new OutOfMemoryError("no heap");
    try (FaultScene scene = new FaultScene(threads, file)) {
      WriteException failure =
          scene.fails(
              () -> {
                scene.writer.write(
                    scene.batches.next(
                        10,
                        TestBatches.MANY_BYTES,
                        column -> {
                          if (column >= 0) {
                            throw cause;
                          }
                        }));
                scene.writer.close();
              });

      assertThat(failure).hasCause(cause).hasMessageContaining("no heap");
      assertThat(file.isDiscarded()).isTrue();
    }
  }

  @Test
  void aBatchThatCannotBeMadeNamesTheFileAndTheWriterMayGoOn() {
    WriteException cause = new WriteException("row 7 of column `text` is odd");
    try (FaultScene scene = new FaultScene(1, file)) {
      scene.writer.write(() -> scene.batches.next(10));
      assertThatThrownBy(
              () ->
                  scene.writer.write(
                      () -> {
                        throw cause;
                      }))
          .isInstanceOf(WriteException.class)
          .hasMessage("row 7 of column `text` is odd (file a.parquet)")
          .hasCause(cause);
      scene.writer.write(() -> scene.batches.next(10));
      scene.writer.close();
      assertThat(scene.writer.files().get(0).rows()).isEqualTo(20);
      scene.assertGone();
    }
  }

  @Test
  void aBatchThatCannotBeClosedFailsTheWrite() {
    RuntimeException cause = new IllegalStateException("stuck");
    try (FaultScene scene = new FaultScene(1, file)) {
      WriteException failure =
          scene.fails(
              () -> {
                scene.writer.write(scene.batches.next(10, 10, onClose(cause)));
                scene.writer.write(scene.batches.next(10));
                scene.writer.close();
              });

      assertThat(failure).hasMessage("Cannot write file a.parquet: stuck").hasCause(cause);
    }
  }

  static Stream<Throwable> closingErrors() {
    return Stream.of(new IllegalStateException("stuck"), new OutOfMemoryError("no heap"));
  }

  @ParameterizedTest
  @MethodSource("closingErrors")
  void batchesThatCannotBeClosedDoNotHideTheFirstErrorNorKeepTheRest(Throwable stuck) {
    RuntimeException cause = new IllegalStateException("boom");
    Error stuckToo = new AssertionError("stuck too");
    CountDownLatch bothAreQueued = new CountDownLatch(1);
    try (FaultScene scene = new FaultScene(2, file)) {
      WriteException failure =
          scene.fails(
              () -> {
                Hook first = failing(cause, stuck, bothAreQueued);
                Hook second = failing(cause, stuckToo, bothAreQueued);
                scene.writer.write(scene.batches.next(10, TestBatches.MANY_BYTES, first));
                scene.writer.write(scene.batches.next(10, TestBatches.MANY_BYTES, second));
                bothAreQueued.countDown();
                scene.writer.close();
              });

      assertThat(failure).hasCause(cause).hasSuppressedException(stuck);
      assertThat(stuck).hasSuppressedException(stuckToo);
      assertThat(file.isDiscarded()).isTrue();
    }
  }

  @Test
  void aBatchThatCannotBeClosedIsSeenAfterAnAbort() {
    RuntimeException stuck = new IllegalStateException("stuck");
    try (FaultScene scene = new FaultScene(1, file)) {
      scene.writer.write(scene.batches.next(10, 10, onClose(stuck)));
      scene.writer.abort();

      scene.assertGone();
      assertThat(catchThrowable(scene.writer::flush)).hasSuppressedException(stuck);
    }
  }

  @Test
  void columnsThatFailTogetherAreBothReported() {
    CyclicBarrier both = new CyclicBarrier(2);
    RuntimeException[] causes = {new IllegalStateException("a"), new IllegalStateException("b")};
    Hook bothFail =
        column -> {
          if (column != Hook.CLOSE) {
            Threads.await(both);
            throw causes[column];
          }
        };
    try (FaultScene scene = new FaultScene(2, file)) {
      WriteException failure =
          scene.fails(
              () -> {
                scene.writer.write(scene.batches.next(10, TestBatches.MANY_BYTES, bothFail));
                scene.writer.close();
              });

      int first = failure.getCause() == causes[0] ? 0 : 1;
      assertThat(failure).hasCause(causes[first]);
      assertThat(causes[first]).hasSuppressedException(causes[1 - first]);
    }
  }

  @Test
  void aValueBeyondTwoGibibytesIsRefused() {
    Schema schema = new Schema(List.of(Field.nullable("a", new ArrowType.LargeUtf8())));
    EncoderRuntime runtime = EncoderRuntime.create(1, 1 << 20);
    try (BufferAllocator allocator = new RootAllocator();
        LargeVarCharVector vector = new LargeVarCharVector("a", allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(file, schema).runtime(runtime).build()) {
      vector.setSafe(0, new byte[1]);
      vector.setValueCount(1);
      vector.getOffsetBuffer().setLong(Long.BYTES, 3L << 30);

      assertThat(catchThrowable(() -> writer.write(one(vector))))
          .isInstanceOf(WriteException.class)
          .hasMessage(
              "Cannot write column `a`: 3221225472 bytes in one page exceed the limit of"
                  + " 2147483631 (row group 0 of the writer, file a.parquet)");
    }
    assertThat(file.isDiscarded()).isTrue();
    assertThat(runtime.bufferedBytes()).isZero();
  }

  private static void writeFailing(
      FaultScene scene, int column, int failing, RuntimeException cause) {
    for (int batch = 0; batch < BATCHES; batch++) {
      boolean fails = batch == failing;
      Hook hook =
          at -> {
            if (fails && at == column) {
              throw cause;
            }
          };
      int rows = FaultScene.ROW_GROUP_ROWS / 2;
      scene.writer.write(scene.batches.next(rows, TestBatches.MANY_BYTES, hook));
    }
    scene.writer.close();
  }

  private static Hook failing(RuntimeException cause, Throwable onClose, CountDownLatch before) {
    return column -> {
      if (column == Hook.CLOSE) {
        raise(onClose);
      }
      Threads.await(before);
      throw cause;
    };
  }

  private static Hook failing(RuntimeException cause) {
    return column -> raise(column == Hook.CLOSE ? null : cause);
  }

  private static Hook onClose(Throwable cause) {
    return column -> raise(column == Hook.CLOSE ? cause : null);
  }

  private static void raise(Throwable cause) {
    if (cause instanceof Error) {
      throw (Error) cause;
    }
    if (cause != null) {
      throw (RuntimeException) cause;
    }
  }

  private static ColumnBatch one(ValueVector vector) {
    return new ColumnBatch() {
      @Override
      public int rows() {
        return vector.getValueCount();
      }

      @Override
      public long bytes() {
        return 3L << 30;
      }

      @Override
      public LeafColumn column(int index) {
        return LeafColumn.flat(vector);
      }

      @Override
      public void close() {}
    };
  }
}
