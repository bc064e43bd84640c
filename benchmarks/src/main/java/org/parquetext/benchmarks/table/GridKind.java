package org.parquetext.benchmarks.table;

import java.util.List;
import java.util.Locale;

/** Which types the columns of a table of the grid have, in turn. */
public enum GridKind {
  SIMPLE(SyntheticType.LONG, SyntheticType.STRING),
  COMPLEX(
      SyntheticType.LONG,
      SyntheticType.STRING,
      SyntheticType.INT_ARRAY,
      SyntheticType.STRING_ARRAY,
      SyntheticType.STRUCT,
      SyntheticType.BOOLEAN);

  private final List<SyntheticType> types;

  GridKind(SyntheticType... types) {
    this.types = List.of(types);
  }

  List<SyntheticType> types() {
    return types;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
