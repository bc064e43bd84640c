package org.parquetext.benchmarks.table;

import picocli.CommandLine.Option;

/** How large TPC-H lineitem is to be. */
public final class ScaleOption {

  @Option(
      names = "--scale",
      defaultValue = "1",
      description = "scale of lineitem; 1 is six million rows (${DEFAULT-VALUE})")
  private double scale;

  /** TPC-H's scale factor. */
  public double scale() {
    return scale;
  }

  public LineitemTable table() {
    return new LineitemTable(scale);
  }
}
