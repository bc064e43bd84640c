package org.parquetext.benchmarks.meter;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Measures what this process spends on an action. */
public final class ProcessMeter {

  private static final double NANOS_PER_SECOND = 1e9;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  /** Collects garbage, then runs the action. */
  public Usage measure(Runnable action) {
    // So that no writer pays for what the one before it left behind.
    System.gc();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long heapBefore = heapBytes(MemoryPoolMXBean::getUsage);
    Map<Long, Long> allocatedBefore = allocatedBytes();
    DirectMemorySampler direct = DirectMemorySampler.start();
    long wall;
    long cpu;
    try {
      long cpuStart = system.getProcessCpuTime();
      long wallStart = System.nanoTime();
      action.run();
      wall = System.nanoTime() - wallStart;
      cpu = system.getProcessCpuTime() - cpuStart;
    } finally {
      direct.close();
    }
    return new Usage(
        wall / NANOS_PER_SECOND,
        cpu / NANOS_PER_SECOND,
        allocatedSince(allocatedBefore),
        // The pools' peaks need not fall together: an upper bound.
        heapBytes(MemoryPoolMXBean::getPeakUsage) - heapBefore,
        direct.peakBytes());
  }

  private long heapBytes(Function<MemoryPoolMXBean, MemoryUsage> usage) {
    return heap.stream().mapToLong(pool -> usage.apply(pool).getUsed()).sum();
  }

  private long allocatedSince(Map<Long, Long> before) {
    long allocated = 0;
    for (Map.Entry<Long, Long> thread : allocatedBytes().entrySet()) {
      allocated += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return allocated;
  }

  private Map<Long, Long> allocatedBytes() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> allocated = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      // A thread that has just ended has no figure.
      if (bytes[i] >= 0) {
        allocated.put(ids[i], bytes[i]);
      }
    }
    return allocated;
  }
}
