package org.parquetext.options;

import java.util.Locale;

/** How far a finished file is read again before it counts as written. */
public enum Verification {
  /** Not at all. */
  OFF,
  /** Its footer. */
  FOOTER,
  /** Its footer, its indexes and every page of every column. */
  FULL;

  /** The name as it is set. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
