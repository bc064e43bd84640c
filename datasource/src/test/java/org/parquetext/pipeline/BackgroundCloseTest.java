package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parquetext.WriteException;

/** Files close while the next ones are written. */
@Timeout(60)
class BackgroundCloseTest {

  private static final int FILE_ROWS = 100;

  private final List<MemoryFile> files = new CopyOnWriteArrayList<>();
  private final Map<String, Thread> closers = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch mayClose = new CountDownLatch(1);
  private final CountDownLatch discarding = new CountDownLatch(1);
  private final AtomicBoolean discardInterrupted = new AtomicBoolean();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final TestBatches batches = new TestBatches();
  private final EncoderRuntime runtime = EncoderRuntime.create(2, 64 << 20);
  private IOException error;
  private CountDownLatch mayDiscard = new CountDownLatch(0);

  @AfterEach
  void leavesNothing() {
    mayClose.countDown();
    mayDiscard.countDown();
    batches.close();
    batches.assertEachClosedOnce();
    assertThat(runtime.bufferedBytes()).isZero();
    Threads.await("closers end", () -> runtime.closing() == 0);
  }

  @Test
  void theNextFileIsWrittenMeanwhile() {
    ArrowParquetWriter writer = open(1);
    writer.write(batches.next(FILE_ROWS));
    writer.flush();
    Threads.await(closing);
    writer.write(batches.next(FILE_ROWS / 2));
    writer.flush();

    assertThat(files).hasSize(2);
    assertThat(writer.files()).isEmpty();
    assertThat(writer.progress().rowsWritten()).isEqualTo(FILE_ROWS + FILE_ROWS / 2);
    assertThat(writer.progress().files()).isZero();
    assertThat(writer.progress().isSettled()).isFalse();

    mayClose.countDown();
    writer.close();
    assertThat(files).allMatch(MemoryFile::isFinished);
    assertThat(writer.files()).extracting(WrittenFile::path).containsExactly("0", "1");
    assertThat(writer.progress().isSettled()).isTrue();
    assertThat(closers.get("0").getName()).startsWith("parquet-ext-closer");
    assertThat(closers.get("1")).isEqualTo(Thread.currentThread());
  }

  @Test
  void overTheLimitTheCallingThreadCloses() {
    ArrowParquetWriter writer = open(1);
    writer.write(batches.next(3 * FILE_ROWS));
    writer.flush();

    assertThat(closers).hasSizeBetween(2, 3);
    assertThat(closers.get("1")).isEqualTo(Thread.currentThread());
    assertThat(closers.get("2")).isEqualTo(Thread.currentThread());
    assertThat(runtime.closing()).isEqualTo(1);
    assertThat(writer.files()).extracting(WrittenFile::path).containsExactly("1", "2");

    mayClose.countDown();
    writer.close();
    assertThat(writer.files()).extracting(WrittenFile::path).containsExactly("0", "1", "2");
  }

  @Test
  void theLimitIsOfAllWritersOfTheRuntime() {
    ArrowParquetWriter first = open(1);
    ArrowParquetWriter second = open(1);
    first.write(batches.next(FILE_ROWS));
    first.flush();
    second.write(batches.next(FILE_ROWS));
    second.flush();

    assertThat(closers.get("1")).isEqualTo(Thread.currentThread());
    mayClose.countDown();
    first.close();
    second.close();
  }

  @Test
  void withALimitOfZeroNothingIsInTheBackground() {
    mayClose.countDown();
    ArrowParquetWriter writer = open(0);
    writer.write(batches.next(3 * FILE_ROWS + 1));
    writer.close();

    assertThat(closers).hasSize(4).values().containsOnly(Thread.currentThread());
  }

  @Test
  void anErrorFailsTheNextCall() {
    error = new IOException("no space");
    ArrowParquetWriter writer = open(1);
    writer.write(batches.next(FILE_ROWS));
    writer.flush();
    writer.write(batches.next(10));
    writer.flush();
    mayClose.countDown();
    Threads.await("first file is discarded", files.get(0)::isDiscarded);
    Threads.await("closer ends", () -> runtime.closing() == 0);

    assertThatThrownBy(() -> writer.write(batches.next(10)))
        .isInstanceOf(WriteException.class)
        .hasMessage("Cannot write footer of file 0: no space")
        .hasCause(error);
    assertThat(files).hasSize(2).allMatch(MemoryFile::isDiscarded);
    assertThat(writer.files()).isEmpty();
  }

  @Test
  void anErrorFailsTheClose() {
    error = new IOException("no space");
    ArrowParquetWriter writer = open(1);
    writer.write(batches.next(FILE_ROWS));
    writer.flush();
    mayClose.countDown();

    assertThatThrownBy(writer::close).hasMessage("Cannot write footer of file 0: no space");
    assertThat(files).allMatch(MemoryFile::isDiscarded);
  }

  @Test
  void abortInterruptsWhoCloses() {
    ArrowParquetWriter writer = open(1);
    writer.write(batches.next(FILE_ROWS + 1));
    writer.flush();
    Threads.await(closing);
    writer.abort();

    assertThat(files).hasSize(2).allMatch(MemoryFile::isDiscarded);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void abortDoesNotInterruptWhoDiscards() {
    error = new IOException("no space");
    mayDiscard = new CountDownLatch(1);
    mayClose.countDown();
    ArrowParquetWriter writer = open(1);
    writer.write(batches.next(FILE_ROWS));
    writer.flush();
    Threads.await(discarding);
    Thread aborting = Threads.start(writer::abort);
    Threads.await("abort waits", () -> aborting.getState() == Thread.State.TIMED_WAITING);
    mayDiscard.countDown();
    Threads.join(aborting);

    assertThat(discardInterrupted).isFalse();
    assertThat(files).hasSize(1).allMatch(MemoryFile::isDiscarded);
  }

  @Test
  void aKillEndsTheWaitForTheLastFiles() {
    ArrowParquetWriter writer = open(1);
    writer.write(batches.next(FILE_ROWS));
    writer.flush();
    Threads.await(closing);
    cancelled.set(true);

    assertThatThrownBy(writer::close).hasMessageContaining("the write was cancelled");
    assertThat(files).allMatch(MemoryFile::isDiscarded);
  }

  @Test
  void writersOfATaskShareTheirClosingFiles() {
    ClosingFiles shared = ClosingFiles.beside(runtime, 2, work -> work);
    ArrowParquetWriter first = open(shared);
    first.write(batches.next(10));
    first.closeInBackground();
    Threads.await(closing);
    ArrowParquetWriter second = open(shared);
    second.write(batches.next(20));
    second.closeInBackground();
    assertThat(shared.takeClosed()).isEmpty();

    mayClose.countDown();
    shared.await(() -> false);
    assertThat(shared.takeClosed()).extracting(WrittenFile::rows).containsExactly(10L, 20L);
    assertThat(shared.takeClosed()).isEmpty();
    assertThat(first.progress().isSettled()).isTrue();
  }

  @Test
  void whatIsLeftOfATaskIsGivenUpTogether() {
    ClosingFiles shared = ClosingFiles.beside(runtime, 2, work -> work);
    ArrowParquetWriter first = open(shared);
    first.write(batches.next(10));
    first.closeInBackground();
    Threads.await(closing);
    shared.abort();

    assertThat(files).hasSize(1).allMatch(MemoryFile::isDiscarded);
  }

  @Test
  void closersWorkAsTheCaller() {
    mayClose.countDown();
    ThreadLocal<String> user = ThreadLocal.withInitial(() -> "nobody");
    List<String> users = new CopyOnWriteArrayList<>();
    UnaryOperator<Runnable> asCaller =
        work ->
            () -> {
              user.set("caller");
              work.run();
              users.add(user.get());
            };
    ClosingFiles shared = ClosingFiles.beside(runtime, 1, asCaller);
    ArrowParquetWriter writer = open(shared);
    writer.write(batches.next(10));
    writer.closeInBackground();
    shared.await(() -> false);

    Threads.await("the closer ends", () -> users.size() == 1);
    assertThat(users).containsExactly("caller");
    assertThat(files).allMatch(MemoryFile::isFinished);
  }

  @Test
  void aCallerThatCannotBeImitatedFailsTheWrite() {
    RuntimeException noUser = new IllegalStateException("no such user");
    ClosingFiles shared =
        ClosingFiles.beside(
            runtime,
            1,
            work -> {
              throw noUser;
            });
    ArrowParquetWriter writer = open(shared);
    writer.write(batches.next(10));

    assertThatThrownBy(
            () -> {
              writer.closeInBackground();
              shared.await(() -> false);
            })
        .hasMessage("Cannot write file 0: no such user")
        .hasCause(noUser);
    assertThat(files).allMatch(MemoryFile::isDiscarded);
  }

  private ArrowParquetWriter open(int limit) {
    return open(ClosingFiles.beside(runtime, limit, work -> work));
  }

  private ArrowParquetWriter open(ClosingFiles shared) {
    return ArrowParquetWriter.builder(this::next, TestWrites.SCHEMA)
        .options(TestWrites.options("maxRecordsPerFile", String.valueOf(FILE_ROWS)))
        .runtime(runtime)
        .closing(shared)
        .cancelled(cancelled::get)
        .build();
  }

  private MemoryFile next() {
    MemoryFile file = new SlowFile(String.valueOf(files.size()));
    files.add(file);
    return file;
  }

  /** Closes in the background only when it may, or is interrupted. */
  private final class SlowFile extends MemoryFile {

    SlowFile(String path) {
      super(path);
    }

    @Override
    public void discard(PositionOutputStream stream) {
      discarding.countDown();
      try {
        mayDiscard.await();
      } catch (InterruptedException e) {
        discardInterrupted.set(true);
      }
      super.discard(stream);
    }

    @Override
    void beforeClose() throws IOException {
      closers.put(getPath(), Thread.currentThread());
      if (!Thread.currentThread().getName().startsWith("parquet-ext-closer")) {
        return;
      }
      closing.countDown();
      try {
        mayClose.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("interrupted");
      }
      if (error != null) {
        throw error;
      }
    }
  }
}
