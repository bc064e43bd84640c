package org.parquetext.benchmarks;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of a contest as a Markdown table: medians, and the ratios of each pair. */
final class ContestReport {

  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final WriteContest contest;
  private final MarkdownTable table =
      new MarkdownTable(
          "writer",
          "codec",
          "wall s",
          "min–max",
          "net s",
          "CPU s",
          "net CPU s",
          "written MB",
          "allocated MB");

  /** A report on a contest that has had its rounds. */
  ContestReport(WriteContest contest) {
    this.contest = contest;
  }

  void print(PrintWriter out) {
    addContender(contest.noop(), "");
    for (WriteContest.Pair pair : contest.pairs()) {
      addContender(pair.builtIn(), pair.codec());
      addContender(pair.other(), pair.codec());
      addRatio(pair);
    }
    table.print(out);
  }

  private void addContender(Contender contender, String codec) {
    table.add(
        contender.format(),
        codec,
        seconds(wall(contender)),
        seconds(contender.min(Measurement::wallSeconds))
            + "–"
            + seconds(contender.max(Measurement::wallSeconds)),
        seconds(netWall(contender)),
        seconds(cpu(contender)),
        seconds(netCpu(contender)),
        megabytes(written(contender)),
        megabytes(allocated(contender)));
  }

  private void addRatio(WriteContest.Pair pair) {
    table.add(
        "ratio",
        pair.codec(),
        ratio(pair, ContestReport::wall),
        "",
        ratio(pair, this::netWall),
        ratio(pair, ContestReport::cpu),
        ratio(pair, this::netCpu),
        ratio(pair, ContestReport::written),
        ratio(pair, ContestReport::allocated));
  }

  private static String ratio(WriteContest.Pair pair, ToDoubleFunction<Contender> figure) {
    return String.format(
        Locale.ROOT,
        "%.3f",
        figure.applyAsDouble(pair.other()) / figure.applyAsDouble(pair.builtIn()));
  }

  private static double wall(Contender contender) {
    return contender.median(Measurement::wallSeconds);
  }

  private double netWall(Contender contender) {
    return wall(contender) - wall(contest.noop());
  }

  private static double cpu(Contender contender) {
    return contender.median(Measurement::cpuSeconds);
  }

  private double netCpu(Contender contender) {
    return cpu(contender) - cpu(contest.noop());
  }

  private static double written(Contender contender) {
    return contender.median(Measurement::writtenBytes);
  }

  private static double allocated(Contender contender) {
    return contender.median(Measurement::allocatedBytes);
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / BYTES_PER_MEGABYTE);
  }
}
