package org.parquetext.delta;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the properties of a table ask of its files, by keys of the built-in writer. As with Delta's
 * own writer ({@code TransactionalWrite}, {@code TableParquetVersionOption}) an option of the write
 * wins over them, and they win over the session.
 */
final class FileOptions {

  private static final String PARQUET = "parquet.";
  private static final String WRITER_VERSION = PARQUET + "writer.version";

  /** The built-in writer obeys it as an option of a write only. */
  private static final String COMPRESSION = PARQUET + "compression";

  private FileOptions() {}

  /** Of a table that the {@link FeatureGate} lets pass, so that its version can only be 1.0.0. */
  static Map<String, String> of(Map<String, String> properties) {
    Map<String, String> options = new LinkedHashMap<>();
    if (properties.containsKey(FeatureGate.FORMAT_VERSION)) {
      options.put(WRITER_VERSION, "v1");
    }
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(PARQUET) && !key.equals(COMPRESSION)) {
            options.put(key, value);
          }
        });
    return options;
  }
}
