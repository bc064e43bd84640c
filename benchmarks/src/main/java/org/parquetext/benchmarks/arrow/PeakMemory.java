package org.parquetext.benchmarks.arrow;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import org.parquetext.benchmarks.meter.ResidentMemory;

/**
 * The most memory that this process had since a moment, beyond what it had then.
 *
 * <p>The heap's peak is the sum of the peaks of its pools, garbage included. The process's own is
 * that of its resident memory, by Linux's {@code VmHWM}: direct memory of Java and memory of native
 * libraries, and the heap as well unless all its pages were touched before ({@code
 * -XX:+AlwaysPreTouch}).
 */
final class PeakMemory {

  private final List<MemoryPoolMXBean> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private long heapBytes;
  private long residentBytes;

  /** What is counted from. */
  void start() {
    heapPools.forEach(MemoryPoolMXBean::resetPeakUsage);
    heapBytes = heapPools.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    ResidentMemory.forgetPeak();
    residentBytes = ResidentMemory.bytes();
  }

  /** Bytes on the heap. */
  long heapBytes() {
    long peak = heapPools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return Math.max(0, peak - heapBytes);
  }

  /** Bytes of resident memory. */
  long residentBytes() {
    return Math.max(0, ResidentMemory.peakBytes() - residentBytes);
  }
}
