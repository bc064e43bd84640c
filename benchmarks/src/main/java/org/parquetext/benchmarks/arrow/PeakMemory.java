package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The most memory that this process had since a moment, beyond what it had then.
 *
 * <p>The heap's peak is the sum of the peaks of its pools, garbage included. The process's own is
 * that of its resident memory, by Linux's {@code VmHWM}: direct memory of Java and memory of native
 * libraries, and the heap as well unless all its pages were touched before ({@code
 * -XX:+AlwaysPreTouch}).
 */
final class PeakMemory {

  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final Path STATUS = Path.of("/proc/self/status");

  /** What the kernel takes for "forget the peak of the resident memory". */
  private static final String FORGET_PEAK = "5";

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
    try {
      Files.writeString(CLEAR, FORGET_PEAK);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reset the peak of the resident memory", e);
    }
    residentBytes = residentBytes("VmRSS:");
  }

  /** Bytes on the heap. */
  long heapBytes() {
    long peak = heapPools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return Math.max(0, peak - heapBytes);
  }

  /** Bytes of resident memory. */
  long residentBytes() {
    return Math.max(0, residentBytes("VmHWM:") - residentBytes);
  }

  private static long residentBytes(String key) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(key)) {
          String kibibytes = line.substring(key.length()).replace("kB", "").strip();
          return Long.parseLong(kibibytes) << 10;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + STATUS, e);
    }
    throw new IllegalStateException(STATUS + " has no " + key);
  }
}
