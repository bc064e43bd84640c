package org.parquetext.file;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.parquetext.options.WriteOptions;

/**
 * How many bytes the indexes, the bloom filters and the footer of an unfinished file have: found by
 * serializing them, each row group once, when somebody asks. Not thread-safe.
 */
public final class FileTail {

  /** Where its indexes and its bloom filter are, which a chunk knows only when they are written. */
  private static final int REFERENCE_BYTES = 24;

  /** The length of the footer and the magic. */
  private static final int END_BYTES = 8;

  private final FileCipher cipher;
  private final WriteOptions options;
  private final MessageType schema;
  private final Map<String, String> keyValues;
  private long bareFooter;
  private long footers;
  private long indexes;
  private long bloomFilters;
  private int rowGroups;
  private long chunks;
  private long pages;

  FileTail(
      FileCipher cipher, WriteOptions options, MessageType schema, Map<String, String> keyValues) {
    this.cipher = cipher;
    this.options = options;
    this.schema = schema;
    this.keyValues = keyValues;
  }

  /** All bytes behind the row groups. */
  public long bytes() {
    return bareFooter + footers + indexes + bloomFilters + END_BYTES;
  }

  /** What of them is there without any row group. */
  public long bareBytes() {
    return bareFooter + END_BYTES;
  }

  /** Column chunks that are counted. */
  public long chunks() {
    return chunks;
  }

  /** What the footer says of a column chunk, on average; only when there are some. */
  public double footerBytesPerChunk() {
    return (double) footers / chunks;
  }

  /** What the indexes say of a page, on average; only when there are some. */
  public double indexBytesPerPage() {
    return (double) indexes / pages;
  }

  /** Counts the row groups that were not counted yet. */
  void take(List<BlockMetaData> written, List<List<WrittenChunk>> writtenChunks)
      throws IOException {
    if (bareFooter == 0) {
      bareFooter = footerBytes(List.of());
    }
    for (; rowGroups < written.size(); rowGroups++) {
      for (WrittenChunk chunk : writtenChunks.get(rowGroups)) {
        indexes += chunk.indexBytes();
        bloomFilters += chunk.bloomFilterBytes();
        pages += chunk.pages();
        chunks++;
        footers += REFERENCE_BYTES;
      }
      footers += footerBytes(List.of(written.get(rowGroups))) - bareFooter;
    }
  }

  private long footerBytes(List<BlockMetaData> of) throws IOException {
    ParquetMetadata footer =
        new ParquetMetadata(new FileMetaData(schema, keyValues, CreatedBy.text()), of);
    org.apache.parquet.format.FileMetaData metadata =
        cipher.metadata(footer, new ParquetMetadataConverter(options.statisticsTruncateLength()));
    return CountedBytes.of(out -> cipher.writeFooter(metadata, out));
  }
}
