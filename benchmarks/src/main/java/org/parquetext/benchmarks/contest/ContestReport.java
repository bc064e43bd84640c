package org.parquetext.benchmarks.contest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.parquetext.benchmarks.command.MarkdownTable;

/**
 * Figures of a contest as a Markdown table: medians, and each writer's by those of the built-in
 * one.
 */
final class ContestReport {

  private final WriteContest contest;
  private final List<Figure> figures;
  private final MarkdownTable table;

  /** A report on a contest that has had its rounds. */
  ContestReport(WriteContest contest, List<Figure> figures) {
    this.contest = contest;
    this.figures = List.copyOf(figures);
    this.table = new MarkdownTable(row("writer", "codec", "wall min–max", Figure::title));
  }

  void print(PrintWriter out) {
    addContender(contest.noop(), "");
    for (WriteContest.Heat heat : contest.heats()) {
      String codec = heat.codec().toString();
      addContender(heat.reference(), codec);
      heat.others().forEach(other -> addContender(other, codec));
      heat.others().forEach(other -> addRatio(other, heat.reference(), codec));
    }
    table.print(out);
  }

  private void addContender(Contender contender, String codec) {
    table.add(
        row(
            contender.name(),
            codec,
            Figure.WALL.range(contender),
            figure -> figure.text(figure.of(contender, contest.noop()))));
  }

  private void addRatio(Contender other, Contender builtIn, String codec) {
    table.add(
        row(
            other.name() + " / " + builtIn.name(),
            codec,
            "",
            figure -> figure.ratio(other, builtIn, contest.noop())));
  }

  private String[] row(String writer, String codec, String range, Function<Figure, String> cell) {
    List<String> cells = new ArrayList<>(List.of(writer, codec, range));
    figures.stream().map(cell).forEach(cells::add);
    return cells.toArray(String[]::new);
  }
}
