package org.parquetext.benchmarks.arrow;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parquetext.benchmarks.command.MarkdownTable;
import org.parquetext.options.Compression;

/** The figures of a contest as a Markdown table, with ratios to parquet-ext. */
final class ArrowContestReport {

  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Map<TableWriter, WriteFigures> contest;
  private final MarkdownTable table =
      new MarkdownTable(
          "writer",
          "codec",
          "threads",
          "wall s",
          "min–max",
          "÷ ours",
          "÷ ours on 1",
          "CPU s",
          "written MB",
          "allocated MB",
          "peak heap MB",
          "peak off-heap MB");

  /** A report on a contest that has had its rounds. */
  ArrowContestReport(ArrowContest contest) {
    this.contest = contest.figures();
  }

  void print(PrintWriter out) {
    contest.forEach(this::addRow);
    table.print(out);
  }

  private void addRow(TableWriter writer, WriteFigures figures) {
    table.add(
        writer.name(),
        codec(writer.compression()),
        Integer.toString(writer.threads()),
        seconds(wall(figures)),
        seconds(figures.min(WriteCost::wallSeconds))
            + "–"
            + seconds(figures.max(WriteCost::wallSeconds)),
        ratio(figures, ours(writer.compression(), writer.threads())),
        ratio(figures, ours(writer.compression(), 1)),
        seconds(figures.median(WriteCost::cpuSeconds)),
        megabytes(figures.median(WriteCost::writtenBytes)),
        megabytes(figures.median(WriteCost::allocatedBytes)),
        megabytes(figures.peakHeapBytes()),
        megabytes(figures.peakResidentBytes()));
  }

  private Optional<WriteFigures> ours(Compression compression, int threads) {
    return contest.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(ParquetExtWriter.NAME))
        .filter(entry -> entry.getKey().compression().equals(compression))
        .filter(entry -> entry.getKey().threads() == threads)
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String codec(Compression compression) {
    return compression.toString().replace("uncompressed", "none");
  }

  private static String ratio(WriteFigures figures, Optional<WriteFigures> ours) {
    return ours.map(own -> String.format(Locale.ROOT, "%.2f", wall(figures) / wall(own)))
        .orElse("");
  }

  private static double wall(WriteFigures figures) {
    return figures.median(WriteCost::wallSeconds);
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / BYTES_PER_MEGABYTE);
  }
}
