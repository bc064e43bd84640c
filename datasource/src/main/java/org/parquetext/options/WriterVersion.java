package org.parquetext.options;

import java.util.Locale;

/** The version of data pages, and with it the encodings that are chosen among. */
public enum WriterVersion {
  V1("PARQUET_1_0"),
  V2("PARQUET_2_0");

  private final String parquetJavaName;

  WriterVersion(String parquetJavaName) {
    this.parquetJavaName = parquetJavaName;
  }

  /**
   * Reads {@code v1}, {@code v2} or parquet-java's names, in any case.
   *
   * @throws IllegalArgumentException for anything else
   */
  static WriterVersion parse(String value) {
    String name = value.trim().toUpperCase(Locale.ROOT);
    for (WriterVersion version : values()) {
      if (name.equals(version.name()) || name.equals(version.parquetJavaName)) {
        return version;
      }
    }
    throw new IllegalArgumentException(value);
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
