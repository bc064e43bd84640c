package org.parquetext.spark.write;

import org.parquetext.file.CreatedBy;

/** The footer's key/values that Spark's readers know, and ours. */
final class FooterKeys {

  static final String SPARK_VERSION = "org.apache.spark.version";
  static final String ROW_METADATA = "org.apache.spark.sql.parquet.row.metadata";
  static final String LEGACY_DATETIME = "org.apache.spark.legacyDateTime";
  static final String LEGACY_INT96 = "org.apache.spark.legacyINT96";
  static final String TIME_ZONE = "org.apache.spark.timeZone";
  static final String OWN_VERSION = "org.parquetext.version";

  private FooterKeys() {}

  /** As Spark writes it: without what follows the numbers. */
  static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION_SHORT();
  }

  /** This project's version. */
  static String ownVersion() {
    return CreatedBy.version();
  }
}
