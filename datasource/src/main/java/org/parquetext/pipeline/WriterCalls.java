package org.parquetext.pipeline;

import org.parquetext.WriteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one writer, until it is closed or one of them fails: the first error frees all that
 * the writer holds, and every later call fails with it. Not thread-safe.
 */
final class WriterCalls {

  private static final Logger LOG = LoggerFactory.getLogger(WriterCalls.class);

  private final WritePipeline pipeline;
  private final RollingFiles files;
  private final AsyncCalls async;
  private WriteException failure;
  private boolean running;
  private boolean closed;

  WriterCalls(WritePipeline pipeline, RollingFiles files, AsyncCalls async) {
    this.pipeline = pipeline;
    this.files = files;
    this.async = async;
  }

  /** Whether no further call does anything. */
  boolean areOver() {
    return closed || failure != null;
  }

  /** Whether the calling thread is inside one of them. */
  boolean isRunning() {
    return running;
  }

  /**
   * Runs one.
   *
   * @throws WriteException if it fails, or one before has failed
   * @throws IllegalStateException if the writer is closed
   */
  void run(Runnable work) {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("Cannot write: the writer is closed");
    }
    running = true;
    try {
      work.run();
    } catch (Throwable e) {
      fail(e);
      throw failure;
    } finally {
      running = false;
    }
  }

  /** Runs work that may come inside a call, whose error it then is. */
  void runWithin(Runnable work) {
    if (running) {
      work.run();
    } else {
      run(work);
    }
  }

  /** Runs the last one, unless they are over. */
  void end(Runnable work) {
    if (!areOver()) {
      run(work);
      async.end();
    }
    closed = true;
  }

  /** Gives up, unless they are over. */
  void abort() {
    if (!areOver()) {
      fail(new WriteException("Cannot write: the writer was aborted"));
    }
    closed = true;
  }

  private void fail(Throwable cause) {
    String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    failure =
        cause instanceof WriteException
            ? (WriteException) cause
            : new WriteException("Cannot write " + files.place() + ": " + what, cause);
    try {
      pipeline.abort();
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
      // Who aborts by intent does not see the exception.
      LOG.warn("Cannot free all that a failed write of {} held", files.place(), e);
    } finally {
      async.end();
    }
  }
}
