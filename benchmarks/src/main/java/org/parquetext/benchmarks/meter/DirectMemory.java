package org.parquetext.benchmarks.meter;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.apache.spark.sql.util.ArrowUtils;

/** The bytes of this process beside the heap, but for what native libraries allocate themselves. */
public final class DirectMemory {

  private final BufferPoolMXBean direct =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .findFirst()
          .orElseThrow();

  /** Of Java's direct buffers now. */
  public long javaBytes() {
    return direct.getMemoryUsed();
  }

  /** Allocated from Spark's Arrow allocator now. */
  public long arrowBytes() {
    return ArrowUtils.rootAllocator().getAllocatedMemory();
  }
}
