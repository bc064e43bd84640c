package org.parquetext.benchmarks.table;

import java.util.Locale;

/** How many distinct values each column of a {@link SyntheticTable} has. */
public enum Cardinality {
  /** A hundred. */
  LOW("xxhash64(pmod(%1$s, 100), 'value')"),
  /** About as many as rows. */
  HIGH("%1$s");

  private final String expression;

  Cardinality(String expression) {
    this.expression = expression;
  }

  /**
   * What a value is made from, in Spark's SQL.
   *
   * @param random an expression that gives each row another {@code bigint}
   */
  String seed(String random) {
    return expression.formatted(random);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
