package org.parquetext.benchmarks.meter;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes samples in a thread of its own until it is closed. */
public final class PeriodicSampler implements AutoCloseable {

  private final Runnable sampling;
  private final long periodMillis;
  private final Thread thread;
  private volatile boolean closed;
  private volatile RuntimeException failure;

  private PeriodicSampler(String name, long periodMillis, Runnable sampling) {
    this.sampling = sampling;
    this.periodMillis = periodMillis;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /**
   * Starts the thread; the caller closes it.
   *
   * @param periodMillis how long it waits between two samples
   * @param sampling takes a sample
   */
  public static PeriodicSampler start(String name, long periodMillis, Runnable sampling) {
    PeriodicSampler sampler = new PeriodicSampler(name, periodMillis, sampling);
    sampler.thread.start();
    return sampler;
  }

  /**
   * Ends the sampling; waits for the thread.
   *
   * @throws RuntimeException the one with which a sample failed, the last one then
   */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void run() {
    try {
      while (!closed) {
        sampling.run();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(periodMillis));
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
