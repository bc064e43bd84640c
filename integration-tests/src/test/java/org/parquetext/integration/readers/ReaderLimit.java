package org.parquetext.integration.readers;

import static org.apache.parquet.column.Encoding.BYTE_STREAM_SPLIT;
import static org.apache.parquet.column.Encoding.DELTA_BYTE_ARRAY;
import static org.apache.parquet.column.Encoding.RLE;
import static org.apache.parquet.hadoop.metadata.CompressionCodecName.BROTLI;
import static org.apache.parquet.hadoop.metadata.CompressionCodecName.LZ4;
import static org.apache.parquet.hadoop.metadata.CompressionCodecName.UNCOMPRESSED;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a reader cannot read; all else it reads. */
enum ReaderLimit {
  /**
   * Spark ignores the offset of a page in the chunk that it lies in, uncompressed, but for
   * geometries and geographies. Some wrong values are no decimals or variants.
   */
  SPARK_UNCOMPRESSED_DELTA_BYTE_ARRAY(
      EnumSet.of(Reader.SPARK_VECTORISED),
      column ->
          column.has(DELTA_BYTE_ARRAY)
              && column.has(UNCOMPRESSED)
              && !column.name().matches("geo(metry|graphy).*"),
      "differences seen by Spark|NUMERIC_VALUE_OUT_OF_RANGE|MALFORMED_VARIANT",
      "`DELTA_BYTE_ARRAY` without compression, of all types but geometries and geographies",
      "**wrong values, mostly without an error**, also from files of the built-in writer"),
  SPARK_BYTE_STREAM_SPLIT(
      EnumSet.of(Reader.SPARK_VECTORISED),
      column -> column.has(BYTE_STREAM_SPLIT),
      "Unsupported encoding: BYTE_STREAM_SPLIT",
      "`BYTE_STREAM_SPLIT`",
      "fails"),
  BROTLI_WITHOUT_CODEC(
      EnumSet.of(Reader.SPARK_VECTORISED, Reader.SPARK_ROW_BY_ROW, Reader.PARQUET_JAVA),
      column -> column.has(BROTLI),
      "BrotliCodec was not found",
      "`brotli`",
      "fails unless Hadoop's `BrotliCodec` is on the class path"),
  DUCKDB_LZ4(
      EnumSet.of(Reader.DUCKDB),
      column -> column.has(LZ4) && !column.isBare(),
      "Unsupported compression codec \"LZ4\"",
      "`lz4`",
      "fails; use `lz4_raw`"),
  DUCKDB_DELTA_BYTE_ARRAY(
      EnumSet.of(Reader.DUCKDB),
      column -> column.has(DELTA_BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY),
      "Delta Byte Array encoding is only supported for string/blob data",
      "`DELTA_BYTE_ARRAY` of decimals of more than 18 digits",
      "fails"),
  DUCKDB_BYTE_STREAM_SPLIT(
      EnumSet.of(Reader.DUCKDB),
      column -> column.has(BYTE_STREAM_SPLIT, INT32, INT64, FIXED_LEN_BYTE_ARRAY),
      "BYTE_STREAM_SPLIT encoding is only supported for FLOAT or DOUBLE data",
      "`BYTE_STREAM_SPLIT` of anything but float and double",
      "fails"),
  DUCKDB_VOID(
      EnumSet.of(Reader.DUCKDB),
      column -> column.name().startsWith("void") && column.has(RLE),
      "RLE encoding is only supported for boolean data",
      "columns of type void in v2 pages, or `RLE`",
      "fails"),
  ARROW_BROTLI(
      EnumSet.of(Reader.ARROW_CPP),
      column -> column.has(BROTLI),
      "Support for codec 'brotli' not built",
      "`brotli`",
      "fails where Arrow is built without it, as it is for Java"),
  ARROW_VARIANT(
      EnumSet.of(Reader.ARROW_CPP),
      column -> column.name().startsWith("variant"),
      "Logical type Variant cannot be applied to group node",
      "files with a variant, all columns of them",
      "fails");

  private final Set<Reader> readers;
  private final Predicate<GridColumn> columns;
  private final Pattern message;
  private final String what;
  private final String then;

  ReaderLimit(
      Set<Reader> readers,
      Predicate<GridColumn> columns,
      String message,
      String what,
      String then) {
    this.readers = readers;
    this.columns = columns;
    this.message = Pattern.compile(message);
    this.what = what;
    this.then = then;
  }

  /** The limits that a reader meets at a column. */
  static List<ReaderLimit> of(Reader reader, GridColumn column) {
    return Arrays.stream(values())
        .filter(limit -> limit.readers.contains(reader) && limit.columns.test(column))
        .toList();
  }

  /** Whether an error is this one, or the comparison's where wrong values are read. */
  boolean explains(String trace) {
    return message.matcher(trace).find();
  }

  /** All limits as a table for users. */
  static String markdown() {
    return Arrays.stream(values())
        .map(ReaderLimit::row)
        .collect(Collectors.joining("", "| reader | what | then |\n| --- | --- | --- |\n", ""));
  }

  private String row() {
    String names = readers.stream().map(Reader::toString).collect(Collectors.joining("; "));
    return "| %s | %s | %s |\n".formatted(names, what, then);
  }
}
