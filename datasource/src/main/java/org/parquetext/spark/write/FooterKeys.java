package org.parquetext.spark.write;

import org.parquetext.WriteException;

/** The footer's key/values that Spark's readers know, and ours. */
final class FooterKeys {

  static final String SPARK_VERSION = "org.apache.spark.version";
  static final String ROW_METADATA = "org.apache.spark.sql.parquet.row.metadata";
  static final String OWN_VERSION = "org.parquetext.version";

  private static final String UNPACKAGED = "development";

  private FooterKeys() {}

  /** As Spark writes it: without what follows the numbers. */
  static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION_SHORT();
  }

  /** The version in the manifest of the jar that this class came from. */
  static String ownVersion() {
    String version = WriteException.class.getPackage().getImplementationVersion();
    return version == null ? UNPACKAGED : version;
  }
}
