package org.parquetext.benchmarks.meter;

/**
 * Looks every {@value #PERIOD_MILLIS} ms at how many bytes Java's direct buffers take together with
 * those that are allocated from Spark's Arrow allocator; the JVM keeps no peak of them.
 */
final class DirectMemorySampler implements AutoCloseable {

  private static final long PERIOD_MILLIS = 5;

  private final DirectMemory memory = new DirectMemory();
  private final long before = allocated();
  private long peak = before;
  private final PeriodicSampler sampler;

  private DirectMemorySampler() {
    sampler = PeriodicSampler.start("direct memory sampler", PERIOD_MILLIS, this::sample);
  }

  static DirectMemorySampler start() {
    return new DirectMemorySampler();
  }

  /** Ends the sampling; waits for the thread. */
  @Override
  public void close() {
    sampler.close();
  }

  /** The most bytes seen above those at the start; to be asked after {@link #close()}. */
  synchronized long peakBytes() {
    return peak - before;
  }

  /** Looks once, out of turn. */
  synchronized void sample() {
    peak = Math.max(peak, allocated());
  }

  private long allocated() {
    return memory.javaBytes() + memory.arrowBytes();
  }
}
