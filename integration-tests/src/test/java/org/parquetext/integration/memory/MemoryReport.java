package org.parquetext.integration.memory;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.parquetext.pipeline.EncoderRuntime;

/** What a JVM says of the memory that its writes took, on its way to the test that forked it. */
final class MemoryReport {
  private static final long SAMPLE_NANOS = 2_000_000;

  private static volatile long peakDirectBytes;

  private final Properties values = new Properties();

  private MemoryReport() {}

  /** Starts to watch the direct memory of this JVM, for all of its life. */
  static void watchDirectMemory() {
    Thread watch = new Thread(MemoryReport::sample, "direct memory");
    watch.setDaemon(true);
    watch.start();
  }

  private static void sample() {
    BufferPoolMXBean direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    while (true) {
      peakDirectBytes = Math.max(peakDirectBytes, direct.getMemoryUsed());
      LockSupport.parkNanos(SAMPLE_NANOS);
    }
  }

  /** Leaves the report in the directory. */
  static void write(
      Path directory, EncoderRuntime runtime, long rowGroupsClosedByMemory, long waitMillis)
      throws IOException {
    MemoryReport report = new MemoryReport();
    report.set("maxBufferedBytes", runtime.maxBufferedBytes());
    report.set("peakBufferedBytes", runtime.peakBufferedBytes());
    report.set("bufferedBytes", runtime.bufferedBytes());
    report.set("peakDirectBytes", peakDirectBytes);
    report.set("rowGroupsClosedByMemory", rowGroupsClosedByMemory);
    report.set("waitMillis", waitMillis);
    try (Writer out = Files.newBufferedWriter(file(directory))) {
      report.values.store(out, null);
    }
  }

  static MemoryReport read(Path directory) throws IOException {
    MemoryReport report = new MemoryReport();
    try (Reader in = Files.newBufferedReader(file(directory))) {
      report.values.load(in);
    }
    return report;
  }

  private static Path file(Path directory) {
    return directory.resolve("memory.properties");
  }

  /** The budget. */
  long maxBufferedBytes() {
    return get("maxBufferedBytes");
  }

  /** The most that was held of it. */
  long peakBufferedBytes() {
    return get("peakBufferedBytes");
  }

  /** What is held of it after the last write. */
  long bufferedBytes() {
    return get("bufferedBytes");
  }

  /** The most direct memory, Arrow's and Spark's own included. */
  long peakDirectBytes() {
    return get("peakDirectBytes");
  }

  long rowGroupsClosedByMemory() {
    return get("rowGroupsClosedByMemory");
  }

  /** How long the tasks waited for encoders, and for memory outside of the heap. */
  long waitMillis() {
    return get("waitMillis");
  }

  private void set(String key, long value) {
    values.setProperty(key, Long.toString(value));
  }

  private long get(String key) {
    return Long.parseLong(values.getProperty(key));
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
