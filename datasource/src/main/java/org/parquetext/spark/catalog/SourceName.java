package org.parquetext.spark.catalog;

import java.util.Set;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.sources.DataSourceRegister;

/**
 * By which names catalogs and users know this source. The classes among them are texts, since they
 * are the doors, which use everything else and are used by Spark only.
 */
public final class SourceName {

  /** What users call the source; Spark compares it without regard to case. */
  public static final String SHORT = "parquet-ext";

  /** What {@code spark.sql.extensions} is to name. */
  static final String EXTENSIONS = "org.parquetext.spark.ParquetExtExtensions";

  private static final Set<String> CLASSES =
      Set.of(
          "org.parquetext.spark.ParquetExtDataSource", "org.parquetext.spark.ParquetExtFileFormat");

  private SourceName() {}

  /** Whether Spark finds this source by what a table says of who provides it. */
  static boolean isOf(String provider) {
    return provider.equalsIgnoreCase(SHORT) || CLASSES.contains(provider);
  }

  /** Whether files of a format are those of this source. */
  static boolean isOf(FileFormat format) {
    return format instanceof DataSourceRegister named && named.shortName().equals(SHORT);
  }
}
