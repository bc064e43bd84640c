package org.parquetext.integration.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.TaskContext;

/**
 * A step that takes until it is told to go on, or is interrupted: then it fails, as the file
 * systems of clusters do.
 */
final class Pause implements Blow {
  private static final long PATIENCE_SECONDS = 20;
  private static final long PAUSE_NANOS = 1_000_000;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** The first one, where tasks run side by side. */
  private final AtomicReference<TaskContext> task = new AtomicReference<>();

  @Override
  public void strike(TaskContext attempt) throws IOException {
    task.compareAndSet(null, attempt);
    reached.countDown();
    try {
      released.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /** Waits until the step is taken. */
  void awaitReached() throws InterruptedException {
    if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the step is not taken");
    }
  }

  /** Lets the step go on. */
  void release() {
    released.countDown();
  }

  /** The attempt that took the step first. */
  long task() {
    return task.get().taskAttemptId();
  }

  /** Waits until the attempt knows that it is killed: it may not succeed any more. */
  void awaitKilled() {
    long begun = System.nanoTime();
    while (!task.get().isInterrupted()) {
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new AssertionError("the task is not killed");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
