package org.parquetext.pipeline;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Bounded waits for other threads. */
final class Threads {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Threads() {}

  /** Whether the current thread belongs to the pool of an {@link EncoderRuntime}. */
  static boolean isEncoder() {
    return Thread.currentThread().getName().startsWith("parquet-ext-encoder");
  }

  static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("waited in vain: " + what);
      }
      Thread.onSpinWait();
    }
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
        throw new AssertionError("waited in vain for a latch");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void await(CyclicBarrier barrier) {
    try {
      barrier.await(LIMIT_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Until a thread waits for another one or for memory. */
  static void awaitWaiting(Thread thread) {
    await(
        thread + " waits",
        () ->
            thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.WAITING);
  }

  static void join(Thread thread) {
    await(thread + " ends", () -> !thread.isAlive());
  }

  /** A started thread. */
  static Thread start(Runnable work) {
    Thread thread = new Thread(work, "test");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
