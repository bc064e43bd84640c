package org.parquetext.benchmarks.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of this process that are in physical memory, as Linux counts them. */
public final class ResidentMemory {

  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final Path STATUS = Path.of("/proc/self/status");

  /** What the kernel takes for "forget the peak of the resident memory". */
  private static final String FORGET_PEAK = "5";

  private ResidentMemory() {}

  /** Now. */
  public static long bytes() {
    return bytes("VmRSS:");
  }

  /** The most since {@link #forgetPeak()}. */
  public static long peakBytes() {
    return bytes("VmHWM:");
  }

  /** Starts the peak from what it is now. */
  public static void forgetPeak() {
    try {
      Files.writeString(CLEAR, FORGET_PEAK);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reset the peak of the resident memory", e);
    }
  }

  private static long bytes(String key) {
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
