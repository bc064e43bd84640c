package org.parquetext.integration.readers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.options.ColumnEncoding;

/**
 * A column of a table as it has been written.
 *
 * @param chunks those of all its leaves
 */
record GridColumn(String name, List<ColumnChunkMetaData> chunks) {

  /** The columns of a file, in their order. */
  static List<GridColumn> of(Path file) {
    Map<String, List<ColumnChunkMetaData>> columns = new LinkedHashMap<>();
    for (BlockMetaData rowGroup : Footer.read(file).interpreted().getBlocks()) {
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        columns.computeIfAbsent(chunk.getPath().toArray()[0], name -> new ArrayList<>()).add(chunk);
      }
    }
    return columns.entrySet().stream()
        .map(column -> new GridColumn(column.getKey(), column.getValue()))
        .toList();
  }

  /** Whether values of one of the types are encoded so somewhere in the column. */
  boolean has(Encoding encoding, PrimitiveTypeName... types) {
    return chunks.stream()
        .filter(chunk -> List.of(types).contains(chunk.getPrimitiveType().getPrimitiveTypeName()))
        .anyMatch(chunk -> chunk.getEncodingStats().getDataEncodings().contains(encoding));
  }

  /** Whether values are encoded so somewhere in the column. */
  boolean has(Encoding encoding) {
    return has(encoding, PrimitiveTypeName.values());
  }

  /** Whether some of its values can be encoded so. */
  boolean takes(ColumnEncoding encoding) {
    return chunks.stream()
        .anyMatch(
            chunk -> encoding.encodes(chunk.getPrimitiveType().getPrimitiveTypeName().name()));
  }

  /** Whether some of its values are encoded as it was asked. */
  boolean obeys(ColumnEncoding encoding) {
    return switch (encoding) {
      case AUTO -> true;
      case RLE_DICTIONARY ->
          chunks.stream().anyMatch(chunk -> chunk.getEncodingStats().hasDictionaryEncodedPages());
      default -> has(Encoding.valueOf(encoding.name()));
    };
  }

  /**
   * Whether no page has anything that could be compressed: only nulls, in pages of version 2, and
   * not as RLE, which states the length of its runs even where there are none.
   */
  boolean isBare() {
    return !has(Encoding.RLE)
        && chunks.stream()
            .allMatch(
                chunk ->
                    chunk.getEncodingStats().usesV2Pages()
                        && chunk.getStatistics().getNumNulls() == chunk.getValueCount());
  }

  boolean has(CompressionCodecName codec) {
    return chunks.stream().anyMatch(chunk -> chunk.getCodec() == codec);
  }
}
