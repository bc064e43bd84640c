package org.parquetext.integration.parity;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parquetext.integration.fixture.SparkRelease;

/**
 * Settings of the built-in writer that change what is written, each with a value that does, and the
 * places where the built-in writer obeys them, if not in all.
 */
enum WriterSetting {
  COMPRESSION("compression", "gzip", Place.OPTION),
  PARQUET_COMPRESSION("parquet.compression", "gzip", Place.OPTION),
  SESSION_COMPRESSION("spark.sql.parquet.compression.codec", "gzip", Place.SESSION),
  ZSTD_LEVEL("parquet.compression.codec.zstd.level", "15", Map.of("compression", "zstd")),
  LEGACY_FORMAT("spark.sql.parquet.writeLegacyFormat", "true"),
  TIMESTAMP_TYPE("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS"),
  DATETIME_REBASE("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY", Place.SESSION),
  INT96_REBASE("spark.sql.parquet.int96RebaseModeInWrite", "LEGACY", Place.SESSION),
  FIELD_IDS("spark.sql.parquet.fieldId.write.enabled", "false"),
  VARIANT_ANNOTATION("spark.sql.parquet.variant.annotateLogicalType.enabled", "false"),
  VARIANT_SHREDDING("spark.sql.variant.writeShredding.enabled", "false", Place.SESSION),
  VARIANT_INFERENCE("spark.sql.variant.inferShreddingSchema", "false", Place.OPTION, Place.SESSION),
  VARIANT_WIDTH("spark.sql.variant.shredding.maxSchemaWidth", "1", Place.SESSION),
  VARIANT_DEPTH("spark.sql.variant.shredding.maxSchemaDepth", "0", Place.SESSION),
  RECORDS("maxRecordsPerFile", "1500", Place.OPTION),
  SESSION_RECORDS("spark.sql.files.maxRecordsPerFile", "1500", Place.SESSION),
  ROW_GROUP_BYTES("parquet.block.size", "200000"),
  ROW_GROUP_ROWS("parquet.block.row.count.limit", "1500"),
  PAGE_BYTES("parquet.page.size", "8192"),
  PAGE_ROWS("parquet.page.row.count.limit", "700"),
  DICTIONARY_BYTES("parquet.dictionary.page.size", "4096"),
  DICTIONARY("parquet.enable.dictionary", "false"),
  COLUMN_DICTIONARY("parquet.enable.dictionary#few", "false"),
  BYTE_STREAM_SPLIT(
      "parquet.enable.bytestreamsplit", "true", Map.of("parquet.enable.dictionary", "false")),
  VERSION("parquet.writer.version", "PARQUET_2_0"),
  STATISTICS("parquet.column.statistics.enabled", "false"),
  COLUMN_STATISTICS("parquet.column.statistics.enabled#text", "false"),
  INDEX_TRUNCATION("parquet.columnindex.truncate.length", "5"),
  STATISTICS_TRUNCATION("parquet.statistics.truncate.length", "5"),
  BLOOM_FILTER(
      "parquet.bloom.filter.enabled", "true", Map.of("parquet.enable.dictionary", "false")),
  COLUMN_BLOOM_FILTER(
      "parquet.bloom.filter.enabled#text", "true", Map.of("parquet.enable.dictionary", "false")),
  BLOOM_FILTER_BYTES("parquet.bloom.filter.max.bytes", "4096", Given.FILTERS),
  BLOOM_FILTER_NDV("parquet.bloom.filter.expected.ndv#text", "900", Given.FILTERS),
  BLOOM_FILTER_FPP("parquet.bloom.filter.fpp#text", "0.3", Given.SIZED_FILTERS),
  ADAPTIVE_BLOOM_FILTER("parquet.bloom.filter.adaptive.enabled", "true", Given.FILTERS),
  BLOOM_FILTER_CANDIDATES(
      "parquet.bloom.filter.candidates.number#text", "1", Given.ADAPTIVE_FILTERS),
  CHECKSUM("parquet.page.write-checksum.enabled", "false");

  /** Options that filters have to have, for their settings to mean something. */
  private static final class Given {
    private static final Map<String, String> FILTERS =
        Map.of("parquet.enable.dictionary", "false", "parquet.bloom.filter.enabled#text", "true");
    private static final Map<String, String> SIZED_FILTERS =
        Map.of(
            "parquet.enable.dictionary", "false", "parquet.bloom.filter.expected.ndv#text", "900");
    private static final Map<String, String> ADAPTIVE_FILTERS =
        Map.of(
            "parquet.enable.dictionary",
            "false",
            "parquet.bloom.filter.enabled#text",
            "true",
            "parquet.bloom.filter.adaptive.enabled",
            "true");
  }

  private final String key;
  private final String value;
  private final Map<String, String> given;
  private final Set<Place> builtInPlaces;

  WriterSetting(String key, String value) {
    this(key, value, Map.of());
  }

  WriterSetting(String key, String value, Map<String, String> given) {
    this(key, value, given, EnumSet.allOf(Place.class));
  }

  WriterSetting(String key, String value, Place... builtInPlaces) {
    this(key, value, Map.of(), EnumSet.copyOf(List.of(builtInPlaces)));
  }

  WriterSetting(String key, String value, Map<String, String> given, Set<Place> builtInPlaces) {
    this.key = key;
    this.value = value;
    this.given = given;
    this.builtInPlaces = builtInPlaces;
  }

  String key() {
    return key;
  }

  String value() {
    return value;
  }

  /** Options of the write that the setting needs to mean something. */
  Map<String, String> given() {
    return given;
  }

  /** Where the built-in writer obeys it. */
  Set<Place> builtInPlaces() {
    return SparkRelease.running().isBefore(4, 2) ? builtInPlacesBefore42() : builtInPlaces;
  }

  private Set<Place> builtInPlacesBefore42() {
    return switch (this) {
      case LEGACY_FORMAT, TIMESTAMP_TYPE, FIELD_IDS, VARIANT_ANNOTATION ->
          EnumSet.of(Place.SESSION);
      case BYTE_STREAM_SPLIT -> EnumSet.noneOf(Place.class);
      default -> builtInPlaces;
    };
  }

  /** Whether this Spark has what it sets. */
  boolean isMeaningful() {
    return !(name().startsWith("VARIANT_") && SparkRelease.running().isBefore(4, 1));
  }

  /** Where it has to be obeyed: everywhere, unless it is the name of an option only. */
  Set<Place> places() {
    return builtInPlaces.equals(EnumSet.of(Place.OPTION))
        ? builtInPlaces
        : EnumSet.allOf(Place.class);
  }
}
