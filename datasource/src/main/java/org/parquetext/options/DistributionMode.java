package org.parquetext.options;

import java.util.Locale;

/** How the rows of a write are distributed among its tasks. */
public enum DistributionMode {
  /** They stay in the tasks that have them. */
  NONE,
  /** Those of one partition directory go to one task, or to a few if they are many. */
  HASH,
  /** By ranges of the partition and sorting columns. */
  RANGE;

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
