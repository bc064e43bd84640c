package org.parquetext.spark.conf;

import org.parquetext.file.CreatedBy;

/** The footer's key/values that Spark's readers know, and ours. */
public final class FooterKeys {

  public static final String SPARK_VERSION = "org.apache.spark.version";
  public static final String ROW_METADATA = "org.apache.spark.sql.parquet.row.metadata";
  public static final String LEGACY_DATETIME = "org.apache.spark.legacyDateTime";
  static final String LEGACY_INT96 = "org.apache.spark.legacyINT96";
  static final String TIME_ZONE = "org.apache.spark.timeZone";
  public static final String OWN_VERSION = "org.parquetext.version";

  private FooterKeys() {}

  /** As Spark writes it: without what follows the numbers. */
  public static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION_SHORT();
  }

  /** This project's version. */
  public static String ownVersion() {
    return CreatedBy.version();
  }
}
