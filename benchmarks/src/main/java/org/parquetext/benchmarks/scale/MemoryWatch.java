package org.parquetext.benchmarks.scale;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.parquetext.benchmarks.meter.DirectMemory;
import org.parquetext.benchmarks.meter.PeriodicSampler;
import org.parquetext.benchmarks.meter.ResidentMemory;
import org.parquetext.pipeline.EncoderRuntime;

/** Takes a {@link MemorySample} every {@value #PERIOD_MILLIS} ms. */
final class MemoryWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 20;
  private static final double NANOS_PER_SECOND = 1e9;

  private final File folder;
  private final EncoderRuntime encoders;
  private final DirectMemory direct = new DirectMemory();
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());
  private final List<MemorySample> samples = new ArrayList<>();
  private final long start = System.nanoTime();
  private final PeriodicSampler sampler;

  private MemoryWatch(Path folder, EncoderRuntime encoders) {
    this.folder = folder.toFile();
    this.encoders = encoders;
    this.sampler = PeriodicSampler.start("memory watch", PERIOD_MILLIS, this::sample);
  }

  /**
   * Starts; the caller closes it.
   *
   * @param folder below which the files are written, there already or not
   * @param encoders those that write them
   */
  static MemoryWatch start(Path folder, EncoderRuntime encoders) {
    return new MemoryWatch(folder, encoders);
  }

  /** Ends the sampling with a last sample; waits for the thread. */
  @Override
  public void close() {
    sampler.close();
    sample();
  }

  /** What was seen, in the order of time; to be asked after {@link #close()}. */
  synchronized List<MemorySample> samples() {
    return List.copyOf(samples);
  }

  private synchronized void sample() {
    samples.add(
        new MemorySample(
            (System.nanoTime() - start) / NANOS_PER_SECOND,
            bytesBelow(folder),
            memory.getHeapMemoryUsage().getUsed(),
            heapAfterCollection(),
            direct.javaBytes(),
            direct.arrowBytes(),
            ResidentMemory.bytes(),
            encoders.bufferedBytes()));
  }

  private long heapAfterCollection() {
    return collectors.stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(GcInfo::getEndTime))
        .map(this::heapAfter)
        .orElse(0L);
  }

  private long heapAfter(GcInfo collection) {
    return collection.getMemoryUsageAfterGc().entrySet().stream()
        .filter(pool -> heapPools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  /** Of files that may be moved or deleted meanwhile: {@code File} says nothing of them then. */
  private static long bytesBelow(File place) {
    File[] children = place.listFiles();
    if (children == null) {
      return place.length();
    }
    long bytes = 0;
    for (File child : children) {
      bytes += bytesBelow(child);
    }
    return bytes;
  }
}
