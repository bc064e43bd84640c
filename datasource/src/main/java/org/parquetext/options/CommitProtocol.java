package org.parquetext.options;

import java.util.Locale;

/** By what a write is committed, where that is set. */
public enum CommitProtocol {
  /** Spark's protocol, exactly as the session is configured. */
  SPARK;

  static CommitProtocol parse(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "spark" -> SPARK;
      case "delta" -> throw new IllegalArgumentException("`delta` " + PlannedOptions.REFUSAL);
      default ->
          throw new IllegalArgumentException("`%s` is none: use `spark`".formatted(text.trim()));
    };
  }
}
