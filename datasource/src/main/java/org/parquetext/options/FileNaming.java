package org.parquetext.options;

import java.util.Locale;

/** How files are named. */
public enum FileNaming {
  /** {@code part-00000-<uuid of the write>-c000.snappy.parquet}, as Spark does. */
  SPARK,
  /** {@code <uuid of the file>.snappy.parquet}. */
  UUIDV7;

  /** The name as it is set. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
