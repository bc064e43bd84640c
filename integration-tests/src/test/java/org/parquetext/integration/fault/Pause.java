package org.parquetext.integration.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;

/**
 * A step that takes until it is told to go on, or is interrupted: then it fails, as the file
 * systems of clusters do.
 */
final class Pause implements Blow {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile long task = -1;

  @Override
  public void strike() throws IOException {
    TaskContext context = TaskContext.get();
    task = context == null ? -1 : context.taskAttemptId();
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

  /** The attempt of a task that has reached the step on its own thread. */
  long task() {
    return task;
  }
}
