package org.parquetext.benchmarks.meter;

/**
 * What an action took of this process.
 *
 * @param wallSeconds from the call to its return
 * @param cpuSeconds of all threads of the process, garbage collection and compilation included
 * @param allocatedBytes on the heap by the Java threads that are still alive at the end
 * @param peakHeapBytes the most that the heap held above what it held before, garbage included
 * @param peakDirectBytes the most that Java's direct buffers and Spark's Arrow buffers took above
 *     what they took before, see {@link DirectMemorySampler}
 */
public record Usage(
    double wallSeconds,
    double cpuSeconds,
    long allocatedBytes,
    long peakHeapBytes,
    long peakDirectBytes) {

  /** Of an action that did not take place. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);
}
