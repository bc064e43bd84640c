package org.parquetext.benchmarks.scale;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.parquetext.benchmarks.command.MarkdownTable;
import org.parquetext.benchmarks.contest.Figure;
import org.parquetext.benchmarks.contest.WriteContest;
import org.parquetext.benchmarks.table.SyntheticTable;

/**
 * The CPU time that each value of a table takes, and of a larger table by that of the least: 1 is
 * linear.
 */
final class LinearCostReport {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLION = 1e6;

  private final MarkdownTable table =
      new MarkdownTable("table", "codec", "M values", "net CPU s", "ns/value", "÷ the least's");

  /**
   * Adds tables of the same values with one writer.
   *
   * @param tables the least first
   * @param contests the tables', which have had their rounds
   */
  void add(List<SyntheticTable> tables, List<WriteContest> contests) {
    int codecs = contests.get(0).heats().size();
    for (int codec = 0; codec < codecs; codec++) {
      double least = nanosPerValue(tables.get(0), contests.get(0), codec);
      for (int i = 0; i < tables.size(); i++) {
        double nanos = nanosPerValue(tables.get(i), contests.get(i), codec);
        table.add(
            tables.get(i).name(),
            contests.get(i).heats().get(codec).codec().toString(),
            number("%,.1f", tables.get(i).values() / MILLION),
            number("%.3f", netCpuSeconds(contests.get(i), codec)),
            number("%.1f", nanos),
            number("%.2f", nanos / least));
      }
    }
  }

  void print(PrintWriter out) {
    out.printf("**CPU time by value:**%n%n");
    table.print(out);
    out.println();
    out.flush();
  }

  private static double nanosPerValue(SyntheticTable table, WriteContest contest, int codec) {
    return netCpuSeconds(contest, codec) * NANOS_PER_SECOND / table.values();
  }

  private static double netCpuSeconds(WriteContest contest, int codec) {
    return Figure.NET_CPU.of(contest.heats().get(codec).reference(), contest.noop());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
