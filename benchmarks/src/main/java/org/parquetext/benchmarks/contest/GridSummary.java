package org.parquetext.benchmarks.contest;

import java.io.PrintWriter;
import java.util.Locale;
import org.parquetext.benchmarks.command.MarkdownTable;
import org.parquetext.benchmarks.table.BenchmarkTable;

/**
 * How the writers of many contests compare with the built-in one: a line for each table, codec and
 * writer.
 */
final class GridSummary {

  private static final double MILLIS_PER_SECOND = 1e3;

  private final MarkdownTable table =
      new MarkdownTable(
          "table", "writer", "codec", "later by ms", "net", "CPU", "size", "allocated", "read");

  /** Adds a contest that has had its rounds. */
  void add(BenchmarkTable subject, WriteContest contest) {
    for (WriteContest.Heat heat : contest.heats()) {
      for (Contender other : heat.others()) {
        table.add(
            subject.name(),
            other.name(),
            heat.codec().toString(),
            later(other, heat.reference(), contest.noop()),
            Figure.NET_WALL.ratio(other, heat.reference(), contest.noop()),
            Figure.NET_CPU.ratio(other, heat.reference(), contest.noop()),
            Figure.WRITTEN.ratio(other, heat.reference(), contest.noop()),
            Figure.ALLOCATED.ratio(other, heat.reference(), contest.noop()),
            Figure.READ.ratio(other, heat.reference(), contest.noop()));
      }
    }
  }

  void print(PrintWriter out) {
    table.print(out);
  }

  private static String later(Contender other, Contender builtIn, Contender noop) {
    double seconds = Figure.WALL.of(other, noop) - Figure.WALL.of(builtIn, noop);
    return String.format(Locale.ROOT, "%,.1f", seconds * MILLIS_PER_SECOND);
  }
}
