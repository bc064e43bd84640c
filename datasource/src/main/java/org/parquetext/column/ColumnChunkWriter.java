package org.parquetext.column;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.parquetext.buffer.ChunkBuffer;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.buffer.Segments;
import org.parquetext.dictionary.DictionaryPolicy;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.LevelShape;
import org.parquetext.options.StatisticsLevel;
import org.parquetext.options.WriteOptions;

/**
 * Encodes one leaf column into one chunk after another: stretches of Arrow vectors come in, and
 * each time a page has its rows or bytes it is encoded, compressed and given a header and a
 * checksum.
 *
 * <p>A page is: the repetition levels, the definition levels, each only if there is more than level
 * 0, and the values; {@link PageFormat} knows how its versions differ.
 *
 * <p>Confined to one thread at a time. After an error it is not to be used any more.
 */
public final class ColumnChunkWriter {

  /**
   * Where values start in the page buffer: behind the levels, which are only known when the page
   * ends. Levels of the default 20,000 rows of a flat column need 2.6 KB at most, so values of
   * those are hardly ever moved.
   */
  private static final int LEVEL_ROOM = 4096;

  /** A page buffer of this size is kept for the next page; a larger one only if pages need it. */
  private static final int MIN_RETAINED_BYTES = 2 << 20;

  /** What encoders reserve beyond the bytes that they write. */
  private static final int SLACK = 64;

  private final String name;
  private final ColumnDescriptor descriptor;
  private final PageValues values;
  private final DictionaryUse dictionary;
  private final DictionaryIds ids;
  private final ChunkBloomFilter bloomFilter;
  private final ChunkGeospatialStatistics geospatial;
  private final ChunkStatistics exactStatistics;
  private final ChunkHash hash;
  private final PageFormat format;
  private final PageWriter writer;
  private final StatisticsLevel statistics;
  private final int columnIndexTruncateLength;
  private final int pageRows;
  private final PageRows rows;
  private final int retainedBytes;
  private final int arenaBytes;
  private final Segments segments;
  private final PageBuffer levelBytes = new PageBuffer(64);

  /** Takes no memory before the first row: many more columns may be open than have rows. */
  private final PageBuffer page = new PageBuffer(0);

  private final ChunkForecast forecast = new ChunkForecast();
  private ColumnChunkSummary summary;
  private ChunkBuffer pages;

  ColumnChunkWriter(
      ColumnDescriptor descriptor,
      LevelShape shape,
      PageValues values,
      DictionaryUse dictionary,
      DictionaryIds ids,
      ChunkBloomFilter bloomFilter,
      ChunkGeospatialStatistics geospatial,
      ChunkStatistics exactStatistics,
      ChunkHash hash,
      WriteOptions options,
      Segments segments) {
    this.name = String.join(".", descriptor.getPath());
    this.descriptor = descriptor;
    this.values = values;
    this.dictionary = dictionary;
    this.ids = ids;
    this.format = PageFormat.of(options.writerVersion());
    this.writer =
        new PageWriter(format, options.column(name).compression(), options.pageChecksum());
    this.statistics = options.column(name).statistics();
    this.columnIndexTruncateLength = options.columnIndexTruncateLength();
    this.bloomFilter = bloomFilter;
    this.geospatial = geospatial;
    this.exactStatistics = exactStatistics;
    this.hash = hash;
    this.segments = segments;
    this.pageRows = options.pageRowLimit();
    int pageBytes = options.pageSizeBytes();
    this.rows =
        shape.depth() == 0
            ? new FlatRows(shape, values, page, pageBytes, hash)
            : new NestedRows(shape, values, page, pageBytes, hash);
    this.retainedBytes = Math.max(MIN_RETAINED_BYTES, pageBytes + LEVEL_ROOM + SLACK);
    // Arrays of the arena hold a page too, but compressors ask for more, and some grow by doubling.
    this.arenaBytes = (int) Math.min(Integer.MAX_VALUE, 2L * retainedBytes);
    startChunk();
  }

  /** The column's path, dotted. */
  public String name() {
    return name;
  }

  /** Appends rows {@code from} to {@code from + count} of a column. */
  public void write(LeafColumn column, int from, int count, EncoderArena arena) {
    if (page.size() == 0) {
      clearPage();
    }
    rows.begin(column, from, count);
    try {
      int left = count;
      while (left > 0) {
        int taken = rows.append(Math.min(left, rowsInOneGo()), arena);
        left -= taken;
        if (taken == 0 || rows.rows() >= pageRows) {
          endPage(arena);
        } else if (rows.rows() == DictionaryPolicy.JUDGED_ROWS && ids.confirmLoss()) {
          values.giveUpDictionary(page);
        }
      }
    } finally {
      rows.end(arena);
    }
  }

  /** A dictionary is judged at one row, wherever stretches end: so they do not show in the file. */
  private int rowsInOneGo() {
    int open = rows.rows();
    boolean judged = open < DictionaryPolicy.JUDGED_ROWS && ids.isDoubted();
    return (judged ? Math.min(DictionaryPolicy.JUDGED_ROWS, pageRows) : pageRows) - open;
  }

  /** Bytes of finished pages, compressed, plus those of the open page, as parquet-java counts. */
  public long bufferedBytes() {
    return pages.size() + values.rawBytes() + rows.rawBytes();
  }

  /** Bytes of finished pages, compressed and with their headers. */
  public long finishedBytes() {
    return pages.size();
  }

  /** Bytes of the dictionary of the finished pages, before compression. */
  public long dictionaryBytes() {
    return values.dictionaryBytes();
  }

  /** Nanoseconds that compressing the pages of all chunks took so far. */
  public long compressNanos() {
    return writer.compressNanos();
  }

  /** What the chunk would have if it ended now; valid until the next call of this writer. */
  public ChunkForecast forecast() {
    return forecast.of(
        pages.size(),
        values.rawBytes() + rows.rawBytes(),
        rows.rows(),
        values.dictionaryBytes(),
        isAllInDictionary() ? 0 : bloomFilter.allocatedBytes());
  }

  /**
   * Makes the forecast certain: ends the open page, however small, and compresses the dictionary to
   * see what it becomes.
   */
  public void measure(EncoderArena arena) {
    if (rows.rows() > 0) {
      endPage(arena);
    }
    if (values.dictionaryEntries() > 0) {
      ChunkBuffer measured = new ChunkBuffer(segments);
      writeDictionaryPage(measured, arena);
      measured.release();
    }
  }

  /**
   * Bytes of memory held, filled or not: finished pages, the open page, the dictionary, the bloom
   * filter, and what of these is kept from one chunk to the next.
   */
  public long allocatedBytes() {
    return pages.allocatedBytes()
        + page.array().length
        + levelBytes.array().length
        + rows.allocatedBytes()
        + values.allocatedBytes()
        + bloomFilter.allocatedBytes();
  }

  /** Ends the chunk, which has at least one row, and starts the next. */
  public ColumnChunk finish(EncoderArena arena) {
    if (rows.rows() > 0) {
      endPage(arena);
    }
    ChunkBuffer dictionaryPage = new ChunkBuffer(segments);
    if (values.dictionaryEntries() > 0) {
      int header = writeDictionaryPage(dictionaryPage, arena);
      summary.addDictionaryPage();
      summary.addUncompressed(header + values.dictionaryBytes());
    }
    ColumnChunk chunk =
        new ColumnChunk(
            summary,
            dictionaryPage,
            pages,
            finishBloomFilter(),
            geospatial.finish(),
            exactStatistics.finish(),
            hash.finish());
    values.clearChunk();
    startChunk();
    return chunk;
  }

  /**
   * Pages of only nulls may use no dictionary, and yet all values be in it, and not in a filter.
   */
  private BloomFilter finishBloomFilter() {
    return isAllInDictionary() ? null : bloomFilter.finish();
  }

  private boolean isAllInDictionary() {
    return values.dictionaryEntries() > 0 && !summary.hasValuesOutsideDictionary();
  }

  /** Gives back the memory that is kept for the next chunk; called directly after a finish. */
  public void trim() {
    rows.trim();
    levelBytes.trim(0);
    values.trim();
    page.clear();
    page.trim(0);
  }

  private void startChunk() {
    summary =
        new ColumnChunkSummary(
            descriptor, dictionary, writer.codec(), statistics, columnIndexTruncateLength, format);
    pages = new ChunkBuffer(segments);
    forecast.startChunk();
  }

  private void endPage(EncoderArena arena) {
    long raw = values.rawBytes() + rows.rawBytes();
    Encoding encoding = format.dataPage(values.encode(page, arena));
    // A value of hundreds of megabytes is not held a second time while its page is compressed.
    arena.trim(arenaBytes);
    DataPage data = putLevels(encoding);
    long before = pages.size();
    int header = writer.writeDataPage(data, descriptor, pages, arena);
    summary.addUncompressed((long) header + data.length());
    summary.addPage(
        encoding,
        values.statistics(data.nulls()),
        rows,
        values.unencodedBytes(),
        Math.toIntExact(pages.size() - before));
    exactStatistics.addPage(values, rows);
    forecast.addPage(raw, pages.size() - before);
    rows.clearPage();
    values.clearPage();
    clearPage();
    arena.trim(arenaBytes);
  }

  /** Puts the levels directly before the values. */
  private DataPage putLevels(Encoding encoding) {
    levelBytes.clear();
    if (descriptor.getMaxRepetitionLevel() > 0) {
      format.putLevels(rows::encodeRepetition, levelBytes);
    }
    int repetitionBytes = levelBytes.size();
    if (descriptor.getMaxDefinitionLevel() > 0) {
      format.putLevels(rows::encodeDefinition, levelBytes);
    }
    int start = putBeforeValues(levelBytes);
    return new DataPage(
        page.array(),
        start,
        page.size() - start,
        repetitionBytes,
        levelBytes.size() - repetitionBytes,
        rows.rows(),
        rows.entries(),
        rows.entries() - rows.present(),
        encoding);
  }

  /** Returns where the page starts. */
  private int putBeforeValues(PageBuffer levels) {
    int length = levels.size();
    int valueBytes = page.size() - LEVEL_ROOM;
    if (length > LEVEL_ROOM) {
      page.reserve(length - LEVEL_ROOM);
      System.arraycopy(page.array(), LEVEL_ROOM, page.array(), length, valueBytes);
    }
    int valueStart = Math.max(LEVEL_ROOM, length);
    page.size(valueStart - length);
    page.putBytes(levels.array(), 0, length);
    page.size(valueStart + valueBytes);
    return valueStart - length;
  }

  /** Returns the bytes of the header. */
  private int writeDictionaryPage(ChunkBuffer out, EncoderArena arena) {
    values.encodeDictionary(page);
    int length = page.size() - LEVEL_ROOM;
    int header =
        writer.writeDictionaryPage(
            page.array(), LEVEL_ROOM, length, values.dictionaryEntries(), out, arena);
    forecast.addDictionary(length, out.size());
    clearPage();
    arena.trim(arenaBytes);
    return header;
  }

  private void clearPage() {
    page.clear();
    page.trim(retainedBytes);
    page.reserve(LEVEL_ROOM);
    page.size(LEVEL_ROOM);
  }
}
