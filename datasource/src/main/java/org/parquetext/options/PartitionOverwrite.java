package org.parquetext.options;

import java.util.Locale;

/** What an overwrite of a partitioned table replaces. */
public enum PartitionOverwrite {
  /** Everything. */
  STATIC,
  /** The partitions that rows are written to. */
  DYNAMIC;

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
