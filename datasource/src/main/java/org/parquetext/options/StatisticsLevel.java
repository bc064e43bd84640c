package org.parquetext.options;

import java.util.Locale;

/** How far down a column's minimum, maximum and null count are written. */
public enum StatisticsLevel {
  /** For the column chunk, and for each page in the column index. */
  PAGE,
  /** For the column chunk only. */
  CHUNK,
  /** Nowhere. */
  NONE;

  /**
   * Reads a level in any case. The built-in writer's {@code true} is {@link #PAGE}, its {@code
   * false} {@link #NONE}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static StatisticsLevel parse(String value) {
    return switch (value.trim().toLowerCase(Locale.ROOT)) {
      case "page", "true" -> PAGE;
      case "chunk" -> CHUNK;
      case "none", "false" -> NONE;
      default -> throw new IllegalArgumentException(value);
    };
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
