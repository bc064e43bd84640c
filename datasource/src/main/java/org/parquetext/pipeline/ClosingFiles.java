package org.parquetext.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.parquetext.WriteException;

/**
 * The finished files of one task, which are closed beside it: on an object store to close a file is
 * to upload it. Several writers of the task may share this. While the executor closes as many files
 * as it may in the background, a file is closed by the calling thread, so nothing ever waits for
 * files of others.
 *
 * <p>An error in the background is thrown to the calling thread by its next call to one of the
 * writers, or by {@link #await}. Confined to the calling thread.
 */
public final class ClosingFiles {

  private static final long POLL_MILLIS = 50;

  private final EncoderRuntime runtime;
  private final int limit;
  private final UnaryOperator<Runnable> asCaller;

  /** In the order in which they ended; without those that were taken. */
  private final Deque<ClosingFile> files = new ArrayDeque<>();

  /** Those that are not known to be closed. */
  private final List<ClosingFile> unknown = new ArrayList<>();

  private ClosingFiles(EncoderRuntime runtime, int limit, UnaryOperator<Runnable> asCaller) {
    this.runtime = runtime;
    this.limit = limit;
    this.asCaller = asCaller;
  }

  /**
   * Nothing to close yet.
   *
   * @param limit files that all users of the runtime close in the background before this closes one
   *     there; 0 for never
   * @param asCaller makes work that other threads do look like the calling thread's own, in the
   *     name of the same user for one
   */
  public static ClosingFiles beside(
      EncoderRuntime runtime, int limit, UnaryOperator<Runnable> asCaller) {
    return new ClosingFiles(runtime, limit, asCaller);
  }

  /** Closes a file, in the background if there is room. */
  ClosingFile close(OpenFile file, CloseReason reason) {
    ClosingFile closing = add(file, reason);
    boolean background = false;
    try {
      background = runtime.tryClose(limit, () -> closeAsCaller(closing));
    } finally {
      if (!background) {
        closing.close();
      }
    }
    return closing;
  }

  /** Closes a file on the calling thread. */
  ClosingFile closeHere(OpenFile file, CloseReason reason) {
    ClosingFile closing = add(file, reason);
    closing.close();
    return closing;
  }

  private ClosingFile add(OpenFile file, CloseReason reason) {
    ClosingFile closing = new ClosingFile(file, reason, runtime.activity());
    files.addLast(closing);
    unknown.add(closing);
    return closing;
  }

  private void closeAsCaller(ClosingFile closing) {
    try {
      asCaller.apply(closing::close).run();
    } catch (Throwable e) {
      closing.fail(e);
    }
  }

  /** Throws the error of a file that could not be closed. */
  void check() {
    for (int i = unknown.size() - 1; i >= 0; i--) {
      ClosingFile file = unknown.get(i);
      if (file.failure() != null) {
        throw file.failure();
      }
      if (file.isDone() && file.written() != null) {
        unknown.remove(i);
      }
    }
  }

  /** The files that are closed and were not taken before, in the order in which they ended. */
  public List<WrittenFile> takeClosed() {
    List<WrittenFile> taken = new ArrayList<>();
    while (!files.isEmpty() && files.peekFirst().written() != null) {
      taken.add(files.pollFirst().written());
    }
    return taken;
  }

  /**
   * Waits until all files are closed.
   *
   * @param cancelled polled while waiting; true ends it
   * @throws WriteException if a file could not be closed, or the wait was cancelled or interrupted
   */
  public void await(BooleanSupplier cancelled) {
    for (ClosingFile file : files) {
      await(file, cancelled);
    }
    check();
  }

  /** Waits until a file is closed, or one cannot be. */
  void await(ClosingFile file, BooleanSupplier cancelled) {
    if (!file.isDone()) {
      runtime.activity().waitBegins(WriteStage.WAIT_FOR_UPLOADS);
      try {
        awaitDone(file, cancelled);
      } finally {
        runtime.activity().waitEnds(WriteStage.WAIT_FOR_UPLOADS);
      }
    }
    check();
  }

  private void awaitDone(ClosingFile file, BooleanSupplier cancelled) {
    while (!file.isDone()) {
      check();
      if (cancelled.getAsBoolean()) {
        throw new WriteException("Cannot write " + file.place() + ": the write was cancelled");
      }
      try {
        file.await(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new WriteException("Cannot write " + file.place() + ": interrupted", e);
      }
    }
  }

  /**
   * Gives up: has the files closed or discarded that are not yet, and returns when nobody works on
   * them. What was closed before stays and is the caller's. Idempotent.
   */
  public void abort() {
    abort(files);
    files.clear();
    unknown.clear();
  }

  /** Gives some files up, whatever interrupts the calling thread. */
  static void abort(Iterable<ClosingFile> some) {
    some.forEach(ClosingFile::abort);
    boolean interrupted = false;
    for (ClosingFile file : some) {
      while (!file.isDone()) {
        try {
          file.await(POLL_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
