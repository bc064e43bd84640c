package org.parquetext.level;

/** Whether a node of the Parquet schema may be null. */
public enum Presence {
  /** A null is a definition level of its own. */
  OPTIONAL,
  /** A null is an error. */
  REQUIRED
}
