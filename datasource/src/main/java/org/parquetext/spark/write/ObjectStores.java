package org.parquetext.spark.write;

import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/** Stores to which a file is uploaded when it is closed, by the schemes of their paths. */
final class ObjectStores {

  private static final Set<String> SCHEMES =
      Set.of(
          "s3", "s3a", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "adl", "oss", "cos", "cosn",
          "obs", "oci", "swift", "tos");

  private ObjectStores() {}

  /** Whether a qualified path is on such a store, as far as its scheme tells. */
  static boolean hold(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
  }
}
