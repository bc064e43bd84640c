package org.parquetext.schema;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.parquetext.options.Codec;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;

/** Checks the encodings that a write asks for against the types of its columns. */
public final class ColumnEncodings {

  private static final String KEY = WriteOption.ENCODING.key();

  private ColumnEncodings() {}

  /**
   * Checks every column's own encoding, and that the encoding of the whole write reaches a column.
   *
   * @throws IllegalArgumentException naming option, column, type and the encodings that it has
   */
  public static void check(MessageType schema, WriteOptions options) {
    List<ColumnDescriptor> columns = schema.getColumns();
    for (ColumnDescriptor column : columns) {
      String path = String.join(".", column.getPath());
      ColumnEncoding own = options.column(path).ownEncoding();
      if (own != null && !own.encodes(physicalType(column))) {
        throw new IllegalArgumentException(
            "Cannot write column `%s` with `%s#%s` = `%s`: its type %s has no such encoding. Use one of %s."
                .formatted(
                    path,
                    KEY,
                    path,
                    own,
                    column.getPrimitiveType(),
                    ColumnEncoding.namesFor(physicalType(column))));
      }
    }
    ColumnEncoding common = options.encoding();
    if (columns.stream().noneMatch(column -> common.encodes(physicalType(column)))) {
      throw new IllegalArgumentException(
          "Cannot write with `%s` = `%s`: no column is of a type with this encoding. Remove it, or set `%s#column.path`."
              .formatted(KEY, common, KEY));
    }
  }

  /** The paths of columns that are, or may become, BYTE_STREAM_SPLIT. */
  public static List<String> byteStreamSplit(MessageType schema, WriteOptions options) {
    return schema.getColumns().stream()
        .filter(column -> isByteStreamSplit(column, options))
        .map(column -> String.join(".", column.getPath()))
        .toList();
  }

  /**
   * The paths of columns for which DELTA_BYTE_ARRAY was asked, and of which Spark's vectorised
   * reader does not read it: without compression it misreads it, and of values of fixed length it
   * skips none.
   */
  public static List<String> misreadDeltaByteArray(MessageType schema, WriteOptions options) {
    return schema.getColumns().stream()
        .filter(column -> isMisreadDeltaByteArray(column, options))
        .map(column -> String.join(".", column.getPath()))
        .toList();
  }

  private static boolean isMisreadDeltaByteArray(ColumnDescriptor column, WriteOptions options) {
    String path = String.join(".", column.getPath());
    String type = physicalType(column);
    return options.column(path).encoding(type) == ColumnEncoding.DELTA_BYTE_ARRAY
        && (type.equals("FIXED_LEN_BYTE_ARRAY")
            || options.column(path).compression().codec() == Codec.UNCOMPRESSED);
  }

  private static boolean isByteStreamSplit(ColumnDescriptor column, WriteOptions options) {
    String type = physicalType(column);
    return switch (options.column(String.join(".", column.getPath())).encoding(type)) {
      case BYTE_STREAM_SPLIT -> true;
      case AUTO -> options.byteStreamSplit() && (type.equals("FLOAT") || type.equals("DOUBLE"));
      default -> false;
    };
  }

  /** The type as {@link ColumnEncoding#encodes} takes it. */
  public static String physicalType(ColumnDescriptor column) {
    return column.getPrimitiveType().getPrimitiveTypeName().name();
  }
}
