package org.parquetext.column;

import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.parquetext.options.Codec;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriteOptions;
import org.parquetext.options.WriterVersion;

/**
 * How the values of one column may be encoded: whether by a dictionary, and how those are that are
 * in none.
 *
 * <p>Where nothing was asked for, version 1 is what parquet-java writes ({@code
 * DefaultV1ValuesWriterFactory}): a dictionary by the rules of {@link DictionaryIds}, else PLAIN.
 * In version 2 each chunk measures ({@link EncodingContest}) which of the encodings is the smallest
 * that Spark's vectorised reader reads, and gives a dictionary up also if its ids alone take more
 * room than that. DELTA_BYTE_ARRAY, which parquet-java takes for all byte arrays, is only among
 * them where that reader reads it: of 4.2 it misreads pages that are not compressed (it takes the
 * start of a page for that of the array around it), and no version can skip such values of fixed
 * length. Booleans are RLE, which at worst takes one byte in 63 more than PLAIN.
 *
 * @param dictionary whether there is a dictionary
 * @param others the encodings of pages that use no dictionary; of several the order is that of
 *     {@link EncodingContest}
 */
record EncodingChoice(DictionaryUse dictionary, List<Encoding> others) {

  /** The choice for a column. */
  static EncodingChoice of(String column, PrimitiveTypeName type, WriteOptions options) {
    ColumnEncoding asked = options.column(column).encoding(type.name());
    return switch (asked) {
      case AUTO -> automatic(column, type, options);
      case RLE_DICTIONARY -> new EncodingChoice(DictionaryUse.DEMANDED, List.of(Encoding.PLAIN));
      default -> new EncodingChoice(DictionaryUse.NONE, List.of(Encoding.valueOf(asked.name())));
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
        hasDictionary && options.column(column).dictionaryEnabled()
            ? DictionaryUse.TRIED
            : DictionaryUse.NONE,
        others(column, type, options));
  }

  private static List<Encoding> others(
      String column, PrimitiveTypeName type, WriteOptions options) {
    boolean floating = type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
    if (floating && options.byteStreamSplit()) {
      return List.of(Encoding.BYTE_STREAM_SPLIT);
    }
    if (options.writerVersion() == WriterVersion.V1) {
      return List.of(Encoding.PLAIN);
    }
    return switch (type) {
      case BOOLEAN -> List.of(Encoding.RLE);
      case INT32, INT64 -> List.of(Encoding.PLAIN, Encoding.DELTA_BINARY_PACKED);
      case BINARY ->
          options.column(column).compression().codec() == Codec.UNCOMPRESSED
              ? List.of(Encoding.PLAIN, Encoding.DELTA_LENGTH_BYTE_ARRAY)
              : List.of(
                  Encoding.PLAIN, Encoding.DELTA_LENGTH_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY);
      default -> List.of(Encoding.PLAIN);
    };
  }

  /** The encoding of pages that use no dictionary, for types that have no more than one. */
  Encoding other() {
    if (others.size() != 1) {
      throw new IllegalStateException("there are several: " + others);
    }
    return others.get(0);
  }

  /** The ids of the column's pages. */
  DictionaryIds dictionaryIds(WriteOptions options) {
    return DictionaryIds.of(dictionary, options.dictionaryPageSizeBytes());
  }
}
