package org.parquetext.benchmarks;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.util.ArrowUtils;

/**
 * Looks every {@value #PERIOD_MILLIS} ms at how many bytes Java's direct buffers take together with
 * those that are allocated from Spark's Arrow allocator; neither counts what native libraries
 * allocate for themselves. The JVM keeps no peak of them.
 */
final class DirectMemorySampler implements AutoCloseable {

  private static final long PERIOD_MILLIS = 5;

  private final BufferPoolMXBean direct =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .findFirst()
          .orElseThrow();
  private final Thread thread = new Thread(this::run, "direct memory sampler");
  private final long before = allocated();
  private volatile boolean closed;
  private long peak = before;

  private DirectMemorySampler() {}

  static DirectMemorySampler start() {
    DirectMemorySampler sampler = new DirectMemorySampler();
    sampler.thread.setDaemon(true);
    sampler.thread.start();
    return sampler;
  }

  /** Ends the sampling; waits for the thread. */
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
  }

  /** The most bytes seen above those at the start; to be asked after {@link #close()}. */
  synchronized long peakBytes() {
    return peak - before;
  }

  /** Looks once, out of turn. */
  synchronized void sample() {
    peak = Math.max(peak, allocated());
  }

  private void run() {
    while (!closed) {
      sample();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS));
    }
  }

  private long allocated() {
    return direct.getMemoryUsed() + ArrowUtils.rootAllocator().getAllocatedMemory();
  }
}
