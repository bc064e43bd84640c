package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.parquet.io.OutputFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.parquetext.WriteException;

/** A writer that is going to fail, and what must hold afterwards whatever went wrong. */
final class FaultScene implements AutoCloseable {

  /** Rows of each row group. */
  static final int ROW_GROUP_ROWS = 1_000;

  final TestBatches batches = new TestBatches();
  final EncoderRuntime runtime;
  final ArrowParquetWriter writer;

  FaultScene(int threads, Supplier<? extends OutputFile> files, BooleanSupplier cancelled) {
    runtime = EncoderRuntime.create(threads, 64 << 20);
    writer =
        ArrowParquetWriter.builder(files, TestWrites.SCHEMA)
            .options(TestWrites.options("rowGroupMaxRows", String.valueOf(ROW_GROUP_ROWS)))
            .runtime(runtime)
            .cancelled(cancelled)
            .build();
  }

  FaultScene(int threads, OutputFile file) {
    this(threads, () -> file, () -> false);
  }

  /** Runs what must fail, and checks that nothing is left behind. */
  WriteException fails(ThrowingCallable work) {
    Throwable thrown = catchThrowable(work);
    assertThat(thrown).isInstanceOf(WriteException.class);
    assertGone();
    assertStaysFailed(thrown);
    return (WriteException) thrown;
  }

  /** Every batch is closed once, all memory is given back, no thread works. */
  void assertGone() {
    batches.assertEachClosedOnce();
    assertThat(runtime.bufferedBytes()).isZero();
    assertThat(runtime.idleBytes()).isZero();
    assertThat(runtime.groups()).isZero();
    Threads.await("pool threads end", () -> runtime.running() == 0);
  }

  private void assertStaysFailed(Throwable first) {
    int before = writer.files().size();
    assertThatThrownBy(() -> writer.write(batches.next(5))).isSameAs(first);
    assertThatThrownBy(writer::flush).isSameAs(first);
    assertThatCode(writer::close).doesNotThrowAnyException();
    assertThatCode(writer::abort).doesNotThrowAnyException();
    assertThatCode(writer::close).doesNotThrowAnyException();
    assertThat(writer.files()).hasSize(before);
    assertGone();
  }

  @Override
  public void close() {
    writer.abort();
    batches.close();
  }
}
