package org.parquetext.options;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the values of a column are encoded. But for {@link #AUTO} the constants carry the names of
 * the Parquet format's {@code Encoding}, and state the physical types that the format defines each
 * for.
 */
public enum ColumnEncoding {
  /** The writer chooses. */
  AUTO(Types.ALL),
  PLAIN(Types.ALL),
  /** Booleans have no dictionary. */
  RLE_DICTIONARY(
      List.of("INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BINARY", "FIXED_LEN_BYTE_ARRAY")),
  DELTA_BINARY_PACKED(List.of("INT32", "INT64")),
  DELTA_LENGTH_BYTE_ARRAY(List.of("BINARY")),
  DELTA_BYTE_ARRAY(List.of("BINARY", "FIXED_LEN_BYTE_ARRAY")),
  BYTE_STREAM_SPLIT(List.of("INT32", "INT64", "FLOAT", "DOUBLE", "FIXED_LEN_BYTE_ARRAY")),
  RLE(List.of("BOOLEAN"));

  private final List<String> physicalTypes;

  ColumnEncoding(List<String> physicalTypes) {
    this.physicalTypes = physicalTypes;
  }

  /**
   * Whether values of a physical type can be encoded so.
   *
   * @param physicalType the type's name in parquet-java, such as {@code INT32} or {@code BINARY}
   */
  public boolean encodes(String physicalType) {
    return physicalTypes.contains(physicalType);
  }

  /** The encodings that there are for a physical type, for messages. */
  public static String namesFor(String physicalType) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.encodes(physicalType))
        .map(ColumnEncoding::toString)
        .collect(Collectors.joining(", "));
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return this == AUTO ? "auto" : name();
  }

  private static final class Types {
    static final List<String> ALL =
        List.of(
            "BOOLEAN",
            "INT32",
            "INT64",
            "INT96",
            "FLOAT",
            "DOUBLE",
            "BINARY",
            "FIXED_LEN_BYTE_ARRAY");
  }
}
