package org.parquetext.benchmarks.table;

/**
 * A column type of {@link SyntheticTable}, with a value for each 64-bit seed. The same seed always
 * gives the same value, so that a column has no more distinct values than seeds.
 */
enum SyntheticType {
  LONG("%1$s"),
  INT("hash(%1$s)"),
  DOUBLE("cast(%1$s as double) / 1e9D"),
  BOOLEAN("%1$s > 0"),
  /** At most 32 characters, mostly more than 8. */
  STRING("substring(concat(hex(%1$s), hex(xxhash64(%1$s))), 1, 8 + pmod(hash(%1$s), 25))"),
  /** None to four elements. */
  INT_ARRAY(
      "slice(array(hash(%1$s, 1), hash(%1$s, 2), hash(%1$s, 3), hash(%1$s, 4)), 1,"
          + " pmod(hash(%1$s), 5))"),
  /** None to four elements. */
  STRING_ARRAY(
      "slice(array(string(hash(%1$s, 1)), string(hash(%1$s, 2)), string(hash(%1$s, 3)),"
          + " string(hash(%1$s, 4))), 1, pmod(hash(%1$s), 5))"),
  STRUCT(
      "named_struct('id', "
          + LONG.expression
          + ", 'name', "
          + STRING.expression
          + ", 'score', "
          + DOUBLE.expression
          + ")");

  private final String expression;

  SyntheticType(String expression) {
    this.expression = expression;
  }

  /**
   * The value, in Spark's SQL.
   *
   * @param seed an expression of type {@code bigint}
   */
  String sql(String seed) {
    return expression.formatted(seed);
  }
}
