package org.parquetext.options;

import java.util.Locale;

/** What an overwrite of a partitioned table replaces. */
public enum PartitionOverwrite {
  /** Everything. */
  STATIC,
  /** The partitions that rows are written to. */
  DYNAMIC;

  /**
   * Reads a name in any case.
   *
   * @throws IllegalArgumentException for anything else
   */
  static PartitionOverwrite parse(String value) {
    return valueOf(value.trim().toUpperCase(Locale.ROOT));
  }
}
