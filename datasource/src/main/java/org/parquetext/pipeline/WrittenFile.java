package org.parquetext.pipeline;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.parquetext.statistics.FileStatistics;

/**
 * The facts of one finished file.
 *
 * <p>Serializable by Java and Kryo; the footer, and what is said of columns, do not travel.
 */
public final class WrittenFile implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final long bytes;
  private final long rows;
  private final long[] rowGroupRows;
  private final long[] rowGroupBytes;
  private final CloseReason closedBy;
  private final transient ParquetMetadata footer;
  private final transient FileStatistics statistics;
  private final transient Set<ColumnPath> encryptedColumns;

  WrittenFile(
      String path,
      long bytes,
      CloseReason closedBy,
      ParquetMetadata footer,
      FileStatistics statistics,
      Set<ColumnPath> encryptedColumns) {
    List<BlockMetaData> rowGroups = footer.getBlocks();
    this.path = path;
    this.bytes = bytes;
    this.closedBy = closedBy;
    this.footer = footer;
    this.statistics = statistics;
    this.encryptedColumns = encryptedColumns;
    this.rowGroupRows = rowGroups.stream().mapToLong(BlockMetaData::getRowCount).toArray();
    this.rowGroupBytes = rowGroups.stream().mapToLong(BlockMetaData::getCompressedSize).toArray();
    long sum = 0;
    for (long groupRows : rowGroupRows) {
      sum += groupRows;
    }
    this.rows = sum;
  }

  /** The path as the output file names it; null when it has none. */
  public String path() {
    return path;
  }

  /** Bytes of the file, footer included. */
  public long bytes() {
    return bytes;
  }

  /** Rows of the file. */
  public long rows() {
    return rows;
  }

  /** Rows of each row group. */
  public long[] rowGroupRows() {
    return rowGroupRows.clone();
  }

  /** Compressed bytes of each row group. */
  public long[] rowGroupBytes() {
    return rowGroupBytes.clone();
  }

  /** Why the file was ended. */
  public CloseReason closedBy() {
    return closedBy;
  }

  /**
   * What {@link ArrowParquetWriterBuilder#statistics} asked for, without bounds of columns that are
   * encrypted in the file; null after this object has been serialized.
   */
  public FileStatistics statistics() {
    return statistics;
  }

  /**
   * The leaf columns that are encrypted in the file, of which nothing that tells their values may
   * leave it in clear text; null after this object has been serialized.
   */
  public Set<ColumnPath> encryptedColumns() {
    return encryptedColumns;
  }

  /** The footer as written; null after this object has been serialized. */
  public ParquetMetadata footer() {
    return footer;
  }
}
