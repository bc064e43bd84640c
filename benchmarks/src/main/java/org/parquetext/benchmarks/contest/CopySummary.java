package org.parquetext.benchmarks.contest;

import java.io.PrintWriter;
import java.util.Locale;
import org.parquetext.benchmarks.command.MarkdownTable;
import org.parquetext.benchmarks.table.BenchmarkTable;

/**
 * How the copies of many contests compare with the built-in writer's: a line for each table, codec
 * and writer.
 */
final class CopySummary {

  private final MarkdownTable table =
      new MarkdownTable(
          "table", "writer", "codec", "times as fast", "wall", "CPU", "size", "allocated", "read");

  /** Adds a contest that has had its rounds. */
  void add(BenchmarkTable subject, WriteContest contest) {
    for (WriteContest.Heat heat : contest.heats()) {
      for (Contender other : heat.others()) {
        table.add(
            subject.name(),
            other.name(),
            heat.codec().toString(),
            timesAsFast(other, heat.reference(), contest.noop()),
            Figure.WALL.ratio(other, heat.reference(), contest.noop()),
            Figure.CPU.ratio(other, heat.reference(), contest.noop()),
            Figure.WRITTEN.ratio(other, heat.reference(), contest.noop()),
            Figure.ALLOCATED.ratio(other, heat.reference(), contest.noop()),
            Figure.READ.ratio(other, heat.reference(), contest.noop()));
      }
    }
  }

  void print(PrintWriter out) {
    table.print(out);
  }

  private static String timesAsFast(Contender other, Contender builtIn, Contender noop) {
    double times = Figure.WALL.of(builtIn, noop) / Figure.WALL.of(other, noop);
    return String.format(Locale.ROOT, "%.2f", times);
  }
}
