package org.parquetext.benchmarks.scale;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.parquetext.benchmarks.command.MarkdownTable;

/**
 * The memory that a write took while its files grew, as a table: a row for each tenth of the
 * written bytes, with the most that was seen during it, and the most of all.
 */
final class MemoryProfile {

  private static final int SHARES = 10;
  private static final double MEGABYTE = 1e6;

  private final List<MemorySample> samples;
  private final MarkdownTable table =
      new MarkdownTable(
          "written",
          "at s",
          "heap after GC MB, min–max",
          "heap used MB",
          "direct MB",
          "Arrow MB",
          "resident MB",
          "buffered MB");

  /**
   * A profile of a write that is over.
   *
   * @param samples in the order of time, at least one
   */
  MemoryProfile(List<MemorySample> samples) {
    this.samples = samples;
  }

  void print(PrintWriter out) {
    long total = samples.stream().mapToLong(MemorySample::written).max().orElseThrow();
    int from = 0;
    for (int share = 1; share <= SHARES; share++) {
      int to = share == SHARES ? samples.size() : firstAbove(total * share / SHARES, from);
      String title = share * 100 / SHARES + " %";
      if (to > from) {
        add(title, samples.subList(from, to));
      } else {
        // Two looks apart the files grew by more than a tenth.
        table.add(title, "", "", "", "", "", "", "");
      }
      from = to;
    }
    add("peak", samples);
    table.print(out);
  }

  /** The first sample from a position on that has more written than so many bytes. */
  private int firstAbove(long bytes, int from) {
    int position = from;
    while (position < samples.size() && samples.get(position).written() <= bytes) {
      position++;
    }
    return position;
  }

  private void add(String title, List<MemorySample> part) {
    table.add(
        title,
        String.format(Locale.ROOT, "%,.1f", part.get(part.size() - 1).seconds()),
        least(part) + "–" + most(part, MemorySample::heapAfterCollection),
        most(part, MemorySample::heapUsed),
        most(part, MemorySample::direct),
        most(part, MemorySample::arrow),
        most(part, MemorySample::resident),
        most(part, MemorySample::buffered));
  }

  private static String least(List<MemorySample> part) {
    return megabytes(
        part.stream().mapToLong(MemorySample::heapAfterCollection).min().orElseThrow());
  }

  private static String most(List<MemorySample> part, ToLongFunction<MemorySample> bytes) {
    return megabytes(part.stream().mapToLong(bytes).max().orElseThrow());
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / MEGABYTE);
  }
}
