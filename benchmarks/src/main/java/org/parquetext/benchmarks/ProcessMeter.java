package org.parquetext.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Measures what this process spends on an action. */
public final class ProcessMeter {

  private static final double NANOS_PER_SECOND = 1e9;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /**
   * Collects garbage, then runs the action.
   *
   * @param writtenBytes asked after the clocks have stopped
   */
  public Measurement measure(Runnable action, LongSupplier writtenBytes) {
    // So that no writer pays for what the one before it left behind.
    System.gc();
    Map<Long, Long> allocatedBefore = allocatedBytes();
    long cpuStart = system.getProcessCpuTime();
    long wallStart = System.nanoTime();
    action.run();
    long wall = System.nanoTime() - wallStart;
    long cpu = system.getProcessCpuTime() - cpuStart;
    long allocated = 0;
    for (Map.Entry<Long, Long> thread : allocatedBytes().entrySet()) {
      allocated += thread.getValue() - allocatedBefore.getOrDefault(thread.getKey(), 0L);
    }
    return new Measurement(
        wall / NANOS_PER_SECOND, cpu / NANOS_PER_SECOND, allocated, writtenBytes.getAsLong());
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
