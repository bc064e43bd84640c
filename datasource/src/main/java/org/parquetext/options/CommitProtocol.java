package org.parquetext.options;

import java.util.Locale;

/** By what a write is committed, where that is set. */
public enum CommitProtocol {
  /** Spark's protocol, exactly as the session is configured. */
  SPARK,
  /** The log of a Delta table. */
  DELTA;

  /** Whether a table's own log commits, by a module that is found by this name. */
  public boolean isOfTables() {
    return this != SPARK;
  }

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CommitProtocol parse(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "spark" -> SPARK;
      case "delta" -> DELTA;
      default ->
          throw new IllegalArgumentException(
              "`%s` is none: use `spark` or `delta`".formatted(text.trim()));
    };
  }
}
