package org.parquetext.column;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriteOptions;
import org.parquetext.options.WriterVersion;

/**
 * How the values of one column are encoded: whether by a dictionary, and how those are that are in
 * none. Where nothing was asked for it is parquet-java's choice, of which each page version has its
 * own ({@code DefaultV1ValuesWriterFactory}, {@code DefaultV2ValuesWriterFactory}).
 *
 * @param dictionary whether there is a dictionary
 * @param plain the encoding of pages that use no dictionary
 */
record EncodingChoice(DictionaryUse dictionary, Encoding plain) {

  /** The choice for a column. */
  static EncodingChoice of(String column, PrimitiveTypeName type, WriteOptions options) {
    ColumnEncoding asked = options.encoding(column, type.name());
    return switch (asked) {
      case AUTO -> automatic(column, type, options);
      case RLE_DICTIONARY -> new EncodingChoice(DictionaryUse.DEMANDED, Encoding.PLAIN);
      default -> new EncodingChoice(DictionaryUse.NONE, Encoding.valueOf(asked.name()));
    };
  }

  private static EncodingChoice automatic(
      String column, PrimitiveTypeName type, WriteOptions options) {
    boolean hasDictionary =
        switch (type) {
          case BOOLEAN -> false;
          case FIXED_LEN_BYTE_ARRAY -> options.writerVersion() == WriterVersion.V2;
          default -> true;
        };
    return new EncodingChoice(
        hasDictionary && options.dictionaryEnabled(column)
            ? DictionaryUse.TRIED
            : DictionaryUse.NONE,
        plain(type, options));
  }

  private static Encoding plain(PrimitiveTypeName type, WriteOptions options) {
    boolean floating = type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
    if (floating && options.byteStreamSplit()) {
      return Encoding.BYTE_STREAM_SPLIT;
    }
    if (options.writerVersion() == WriterVersion.V1) {
      return Encoding.PLAIN;
    }
    return switch (type) {
      case BOOLEAN -> Encoding.RLE;
      case INT32, INT64 -> Encoding.DELTA_BINARY_PACKED;
      case BINARY, FIXED_LEN_BYTE_ARRAY -> Encoding.DELTA_BYTE_ARRAY;
      default -> Encoding.PLAIN;
    };
  }

  /** The ids of the column's pages. */
  DictionaryIds dictionaryIds(WriteOptions options) {
    return DictionaryIds.of(dictionary, options.dictionaryPageSizeBytes());
  }
}
