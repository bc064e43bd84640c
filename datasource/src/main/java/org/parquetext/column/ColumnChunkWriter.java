package org.parquetext.column;

import org.apache.arrow.vector.ValueVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.ChunkBuffer;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.level.DefinitionLevels;
import org.parquetext.level.Validity;
import org.parquetext.options.WriteOptions;

/**
 * Encodes one flat column into one chunk after another: stretches of Arrow vectors come in, and
 * each time a page has its rows or bytes it is encoded, compressed and given a header and a
 * checksum.
 *
 * <p>A version 1 page is, under one compression: the length of the definition levels in four bytes
 * and the levels, both only when the column is optional, and the values (<a
 * href="https://parquet.apache.org/docs/file-format/data-pages/">Parquet format, data pages</a>).
 *
 * <p>Confined to one thread at a time. After an error it is not to be used any more.
 */
public final class ColumnChunkWriter {

  /**
   * Where values start in the page buffer: behind the levels, which are only known when the page
   * ends. Levels of the default 20,000 rows need 2.6 KB at most, so values are hardly ever moved.
   */
  private static final int LEVEL_ROOM = 4096;

  /** A page buffer of this size is kept for the next page; a larger one only if pages need it. */
  private static final int MIN_RETAINED_BYTES = 2 << 20;

  /** What encoders reserve beyond the bytes that they write. */
  private static final int SLACK = 64;

  private final String name;
  private final ColumnDescriptor descriptor;
  private final PageValues values;
  private final PageWriter writer;
  private final int pageBytes;
  private final int pageRows;
  private final int retainedBytes;
  private final int arenaBytes;
  private final boolean optional;
  private final DefinitionLevels levels = new DefinitionLevels();
  private final PageBuffer levelBytes = new PageBuffer(64);
  private final PageBuffer page = new PageBuffer(LEVEL_ROOM);
  private ColumnChunkSummary summary;
  private ChunkBuffer pages;

  ColumnChunkWriter(ColumnDescriptor descriptor, PageValues values, WriteOptions options) {
    this.name = String.join(".", descriptor.getPath());
    this.descriptor = descriptor;
    this.values = values;
    this.writer = new PageWriter(options.compression(name));
    this.pageBytes = options.pageSizeBytes();
    this.pageRows = options.pageRowLimit();
    this.retainedBytes = Math.max(MIN_RETAINED_BYTES, pageBytes + LEVEL_ROOM + SLACK);
    // Arrays of the arena hold a page too, but compressors ask for more, and some grow by doubling.
    this.arenaBytes = (int) Math.min(Integer.MAX_VALUE, 2L * retainedBytes);
    this.optional = descriptor.getMaxDefinitionLevel() > 0;
    startChunk();
    clearPage();
  }

  /** The column's path, dotted. */
  public String name() {
    return name;
  }

  /** Appends rows {@code from} to {@code from + rows} of a vector. */
  public void write(ValueVector vector, int from, int rows, EncoderArena arena) {
    int at = from;
    int end = from + rows;
    while (at < end) {
      int room = Math.min(end - at, pageRows - levels.rows());
      int fitting = rowsThatFit(vector, at, room);
      if (fitting <= 0 && levels.rows() > 0) {
        endPage(arena);
        continue;
      }
      // A row larger than a page gets a page of its own.
      int taken = Math.max(1, fitting);
      append(vector, at, taken, arena);
      at += taken;
      if (levels.rows() >= pageRows) {
        endPage(arena);
      }
    }
  }

  /** The levels are part of the page: they are estimated for the rows that fit without them. */
  private int rowsThatFit(ValueVector vector, int from, int rows) {
    int fitting = values.rowsThatFit(vector, from, rows, pageBytes);
    if (!optional || fitting <= 0) {
      return fitting;
    }
    int levelBytes = Integer.BYTES + DefinitionLevels.maxBytes(levels.rows() + fitting);
    // Of a tiny page at least half is left to the values.
    int valueBytes = Math.max(pageBytes / 2, pageBytes - levelBytes);
    return values.rowsThatFit(vector, from, fitting, valueBytes);
  }

  private void append(ValueVector vector, int from, int rows, EncoderArena arena) {
    long[] validity = arena.validity(Validity.words(rows));
    int present = Validity.read(vector.getValidityBuffer(), from, rows, validity);
    if (present < rows && !optional) {
      throw new IllegalArgumentException(
          (rows - present)
              + " of "
              + rows
              + " rows are null, but the column is declared as not nullable; declare it nullable or"
              + " remove the nulls");
    }
    values.append(vector, from, rows, validity, present, page, arena);
    levels.append(validity, rows, present);
  }

  /** Bytes of finished pages, compressed, plus those of the open page, as parquet-java counts. */
  public long bufferedBytes() {
    return pages.size() + values.rawBytes();
  }

  /**
   * Bytes of memory held, filled or not: finished pages, the open page, the dictionary, and what of
   * these is kept from one chunk to the next.
   */
  public long allocatedBytes() {
    return pages.allocatedBytes()
        + page.array().length
        + levelBytes.array().length
        + levels.allocatedBytes()
        + values.allocatedBytes();
  }

  /** Ends the chunk, which has at least one row, and starts the next. */
  public ColumnChunk finish(EncoderArena arena) {
    if (levels.rows() > 0) {
      endPage(arena);
    }
    ChunkBuffer dictionaryPage = new ChunkBuffer();
    if (values.dictionaryEntries() > 0) {
      writeDictionaryPage(dictionaryPage, arena);
    }
    ColumnChunk chunk = new ColumnChunk(summary, dictionaryPage, pages);
    values.clearChunk();
    startChunk();
    return chunk;
  }

  /** Gives back the memory that is kept for the next chunk; called directly after a finish. */
  public void trim() {
    levels.trim();
    levelBytes.trim(0);
    values.trim();
    page.trim(0);
  }

  private void startChunk() {
    summary = new ColumnChunkSummary(descriptor, writer.codec());
    pages = new ChunkBuffer();
  }

  private void endPage(EncoderArena arena) {
    Encoding encoding = values.encode(page);
    // A value of hundreds of megabytes is not held a second time while its page is compressed.
    arena.trim(arenaBytes);
    int start = putLevels();
    int length = page.size() - start;
    int rows = levels.rows();
    long before = pages.size();
    int header =
        writer.writeDataPage(
            page.array(), start, length, rows, summary.levelEncoding(), encoding, pages, arena);
    summary.addUncompressed(header + length);
    summary.addPage(
        encoding,
        values.statistics((long) rows - levels.present()),
        rows,
        values.unencodedBytes(),
        Math.toIntExact(pages.size() - before));
    levels.clear();
    values.clearPage();
    clearPage();
    arena.trim(arenaBytes);
  }

  /**
   * Puts the levels with their length directly before the values; returns where the page starts.
   */
  private int putLevels() {
    if (!optional) {
      return LEVEL_ROOM;
    }
    levelBytes.clear();
    levels.encode(levelBytes);
    int length = Integer.BYTES + levelBytes.size();
    int valueBytes = page.size() - LEVEL_ROOM;
    if (length > LEVEL_ROOM) {
      page.reserve(length - LEVEL_ROOM);
      System.arraycopy(page.array(), LEVEL_ROOM, page.array(), length, valueBytes);
    }
    int valueStart = Math.max(LEVEL_ROOM, length);
    page.size(valueStart - length);
    page.putInt(levelBytes.size());
    page.putBytes(levelBytes.array(), 0, levelBytes.size());
    page.size(valueStart + valueBytes);
    return valueStart - length;
  }

  private void writeDictionaryPage(ChunkBuffer out, EncoderArena arena) {
    values.encodeDictionary(page);
    int length = page.size() - LEVEL_ROOM;
    int header =
        writer.writeDictionaryPage(
            page.array(), LEVEL_ROOM, length, values.dictionaryEntries(), out, arena);
    summary.addDictionaryPage();
    summary.addUncompressed(header + length);
    clearPage();
    arena.trim(arenaBytes);
  }

  private void clearPage() {
    page.clear();
    page.trim(retainedBytes);
    page.reserve(LEVEL_ROOM);
    page.size(LEVEL_ROOM);
  }
}
