package org.parquetext.benchmarks.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Markdown table whose columns line up as plain text too. The first column is text, the others
 * are numbers.
 */
public final class MarkdownTable {

  private final List<String[]> rows = new ArrayList<>();

  public MarkdownTable(String... header) {
    rows.add(header);
  }

  /** Adds a row of as many cells as the header has. */
  public void add(String... cells) {
    if (cells.length != rows.get(0).length) {
      throw new IllegalArgumentException(
          "Expected %d cells but got %s".formatted(rows.get(0).length, Arrays.toString(cells)));
    }
    rows.add(cells);
  }

  public void print(PrintWriter out) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    printRow(rows.get(0), widths, out);
    printRow(rule(widths), widths, out);
    rows.subList(1, rows.size()).forEach(row -> printRow(row, widths, out));
  }

  private static String[] rule(int[] widths) {
    String[] rule = new String[widths.length];
    for (int i = 0; i < rule.length; i++) {
      rule[i] = i == 0 ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ":";
    }
    return rule;
  }

  private static void printRow(String[] row, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - row[i].length());
      line.append(' ').append(i == 0 ? row[i] + padding : padding + row[i]).append(" |");
    }
    out.println(line);
  }
}
