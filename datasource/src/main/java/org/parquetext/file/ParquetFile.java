package org.parquetext.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.parquetext.column.ColumnChunk;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.SortingLeaves;
import org.parquetext.statistics.FileStatistics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Parquet file being written: magic, row groups, column indexes, offset indexes, bloom filters,
 * footer.
 *
 * <pre>
 * "PAR1" (padding row-group)* column-index* offset-index* bloom-filter* FileMetaData length(4 bytes)
 * "PAR1"
 * </pre>
 *
 * <p>Owns its stream: after {@link #finish()} it is closed, and after {@link #abort()}, or when
 * {@code finish} fails, be it by the check of the closed file, and {@code abort} follows, nothing
 * of the file is left where the output can take it back. Confined to one thread at a time.
 */
public final class ParquetFile {

  private static final Logger LOG = LoggerFactory.getLogger(ParquetFile.class);

  private final OutputFile file;
  private final PositionOutputStream out;
  private final MessageType schema;
  private final Map<String, String> keyValues;
  private final WriteOptions options;
  private final List<SortingColumn> sortingColumns;
  private final RowGroupAlignment alignment;
  private final FileCipher cipher;
  private final FileCheck check;

  /** Null if nothing is checked. */
  private final ReadableOutput readable;

  private final List<BlockMetaData> rowGroups = new ArrayList<>();
  private final List<List<WrittenChunk>> chunks = new ArrayList<>();

  /** The row group that has begun; null if none has. */
  private OpenRowGroup open;

  private final FileTail tail;
  private final GatheredStatistics statistics = new GatheredStatistics();
  private final Set<ColumnPath> encryptedColumns = new HashSet<>();
  private ParquetMetadata footer;
  private long closeNanos;
  private long checkNanos;
  private boolean closed;
  private boolean ended;

  private ParquetFile(
      OutputFile file,
      PositionOutputStream out,
      MessageType schema,
      Map<String, String> keyValues,
      WriteOptions options,
      List<SortingColumn> sortingColumns,
      RowGroupAlignment alignment,
      FileCipher cipher,
      FileCheck check) {
    this.file = file;
    this.out = out;
    this.schema = schema;
    this.keyValues = keyValues;
    this.options = options;
    this.sortingColumns = sortingColumns;
    this.alignment = alignment;
    this.cipher = cipher;
    this.check = check;
    this.readable = check == FileCheck.NONE ? null : ReadableOutput.of(file);
    this.tail = new FileTail(cipher, options, schema, keyValues);
  }

  private static List<SortingColumn> sortingColumns(MessageType schema, WriteOptions options) {
    int[] leaves = SortingLeaves.of(schema, options.sortingColumns());
    List<SortingColumn> columns = new ArrayList<>(leaves.length);
    for (int i = 0; i < leaves.length; i++) {
      org.parquetext.options.SortingColumn column = options.sortingColumns().get(i);
      columns.add(new SortingColumn(leaves[i], column.isDescending(), column.hasNullsFirst()));
    }
    return columns;
  }

  /**
   * Creates the file and writes its first bytes; when that fails, the stream is discarded.
   *
   * @param check looks at the file when it is closed
   * @throws IllegalArgumentException if it cannot be checked; it is then not created
   * @throws org.parquetext.WriteException if it cannot be encrypted as wanted; it is then not
   *     created
   */
  public static ParquetFile create(
      OutputFile file,
      MessageType schema,
      Map<String, String> keyValues,
      WriteOptions options,
      FileEncryption encryption,
      FileCheck check)
      throws IOException {
    if (check != FileCheck.NONE) {
      ReadableOutput.of(file);
    }
    FileCipher cipher = FileCipher.of(encryption, file, schema, keyValues);
    List<SortingColumn> sortingColumns = sortingColumns(schema, options);
    RowGroupAlignment alignment = RowGroupAlignment.of(file, options);
    PositionOutputStream out = file.create(alignment.blockBytes());
    ParquetFile created =
        new ParquetFile(
            file, out, schema, keyValues, options, sortingColumns, alignment, cipher, check);
    try {
      out.write(cipher.magic());
      return created;
    } catch (IOException | RuntimeException | Error e) {
      created.abort();
      throw e;
    }
  }

  /** Bytes written so far. */
  public long position() throws IOException {
    return out.getPos();
  }

  /** Whether {@link #nextRowGroupBytes()} depends on what was written before. */
  public boolean alignsRowGroups() {
    return alignment.hasBlocks();
  }

  /** Bytes at which the next row group should end, given where it will begin. */
  public long nextRowGroupBytes() throws IOException {
    return alignment.rowGroupBytes(out.getPos());
  }

  /**
   * What would be written behind the row groups if the file was finished now; valid until the next
   * row group.
   */
  public FileTail tail() throws IOException {
    tail.take(rowGroups, chunks);
    return tail;
  }

  /** Begins a row group behind what was written so far. */
  public void beginRowGroup() throws IOException {
    alignment.pad(out);
    open = new OpenRowGroup(out, options.statisticsTruncateLength());
  }

  /** Begins the next chunk of the row group; they come in the order of the schema's leaves. */
  public void begin(ColumnChunk column) {
    ColumnPath path = ColumnPath.get(column.descriptor().getPath());
    ChunkCipher chunkCipher = cipher.chunk(path, rowGroups.size(), open.chunks().size());
    open.begin(column, chunkCipher);
    statistics.add(column, chunkCipher);
    if (chunkCipher.isEncrypted()) {
      encryptedColumns.add(path);
    }
  }

  /**
   * Writes a piece of the chunk that has begun, and gives its memory back.
   *
   * @return whether there are more
   */
  public boolean writeSome() throws IOException {
    return open.writeSome();
  }

  /** Ends the row group, all of whose chunks are written. */
  public void endRowGroup(long rows) {
    rowGroups.add(open.metadata(rows, rowGroups.size()));
    chunks.add(open.chunks());
    open = null;
  }

  /**
   * Writes indexes, bloom filters and footer, closes the stream, has the file checked and returns
   * its bytes.
   *
   * @throws org.parquetext.WriteException if it does not pass the check
   * @throws IllegalStateException if a row group has begun and not ended
   */
  public long finish() throws IOException {
    if (open != null) {
      throw new IllegalStateException("Cannot finish " + file.getPath() + " within a row group");
    }
    for (List<WrittenChunk> rowGroup : chunks) {
      for (WrittenChunk chunk : rowGroup) {
        chunk.writeColumnIndex(out);
      }
    }
    for (List<WrittenChunk> rowGroup : chunks) {
      for (WrittenChunk chunk : rowGroup) {
        chunk.writeOffsetIndex(out);
      }
    }
    for (List<WrittenChunk> rowGroup : chunks) {
      for (WrittenChunk chunk : rowGroup) {
        chunk.writeBloomFilter(out);
      }
    }
    footer = new ParquetMetadata(new FileMetaData(schema, keyValues, CreatedBy.text()), rowGroups);
    long start = out.getPos();
    org.apache.parquet.format.FileMetaData metadata =
        cipher.metadata(footer, new ParquetMetadataConverter(options.statisticsTruncateLength()));
    if (!sortingColumns.isEmpty()) {
      // Without a counterpart in parquet-java's metadata.
      metadata.getRow_groups().forEach(rowGroup -> rowGroup.setSorting_columns(sortingColumns));
    }
    ThriftBytes.write(to -> cipher.writeFooter(metadata, to), out);
    int length = Math.toIntExact(out.getPos() - start);
    out.write(
        new byte[] {
          (byte) length, (byte) (length >>> 8), (byte) (length >>> 16), (byte) (length >>> 24)
        });
    out.write(cipher.magic());
    long bytes = out.getPos();
    close();
    check(bytes);
    ended = true;
    return bytes;
  }

  private void close() throws IOException {
    long started = System.nanoTime();
    out.close();
    closed = true;
    closeNanos = System.nanoTime() - started;
  }

  private void check(long bytes) throws IOException {
    if (readable != null) {
      long started = System.nanoTime();
      check.check(finished(bytes));
      checkNanos = System.nanoTime() - started;
    }
  }

  /** Nanoseconds that closing the stream took; 0 before {@link #finish()}. */
  public long closeNanos() {
    return closeNanos;
  }

  /** Nanoseconds that the check of the closed file took; 0 without one. */
  public long checkNanos() {
    return checkNanos;
  }

  private FinishedFile finished(long bytes) {
    return new FinishedFile(
        readable,
        file.getPath(),
        bytes,
        cipher.magic(),
        footer,
        options.statisticsTruncateLength(),
        chunks,
        cipher.keys());
  }

  /** What was asked of the file beside its footer, of the row groups written so far. */
  public FileStatistics statistics() {
    return statistics.toFileStatistics();
  }

  /** The columns that are encrypted, of the row groups written so far. */
  public Set<ColumnPath> encryptedColumns() {
    return Set.copyOf(encryptedColumns);
  }

  /** The footer; null before {@link #finish()}. */
  public ParquetMetadata footer() {
    return footer;
  }

  /**
   * Discards the file, unless it is finished, also on an interrupted thread. What goes wrong with
   * that is logged and does not hide the reason for it. Idempotent.
   */
  public void abort() {
    if (ended) {
      return;
    }
    ended = true;
    try (InterruptPause pause = new InterruptPause()) {
      if (closed) {
        readable.delete();
      } else if (file instanceof DiscardableOutput) {
        ((DiscardableOutput) file).discard(out);
      } else {
        out.close();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot discard the unfinished file {}: it may be left behind", file.getPath(), e);
    }
  }
}
