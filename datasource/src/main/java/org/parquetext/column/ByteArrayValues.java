package org.parquetext.column;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.dictionary.BinaryDictionary;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.LeafColumn;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.ValueRange;

/** The values of a BYTE_ARRAY column. */
final class ByteArrayValues implements PageValues {

  private static final int RETAINED_BYTES = 4 << 20;

  private final ByteArrayRows source;
  private final ValueRange range;
  private final RangeUpdate update;
  private final DictionaryIds ids;
  private final ByteArraySink sink;
  private final ChunkBloomFilter bloomFilter;
  private final ChunkGeospatialStatistics geospatial;
  private final ChunkHash hash;
  private final BinaryDictionary dictionary = new BinaryDictionary();
  private final UsedEntries usedEntries = new UsedEntries();
  private int count;
  private long bytes;

  ByteArrayValues(
      ArrowByteArrays source,
      ValueRange range,
      RangeUpdate update,
      DictionaryIds ids,
      ByteArraySink sink,
      ChunkBloomFilter bloomFilter,
      ChunkGeospatialStatistics geospatial,
      ChunkHash hash) {
    this.source = new ByteArrayRows(source);
    this.range = range;
    this.update = update;
    this.ids = ids;
    this.sink = sink;
    this.bloomFilter = bloomFilter;
    this.geospatial = geospatial;
    this.hash = hash;
  }

  @Override
  public int rowsThatFit(LeafColumn column, int from, int rows, int pageBytes) {
    return source.rowsWithin(column, from, rows, pageBytes - rawBytes());
  }

  @Override
  public long bytes(LeafColumn column, int from, int rows) {
    return source.bytes(column, from, rows);
  }

  @Override
  public void append(
      LeafColumn column,
      int from,
      int rows,
      long[] validity,
      int present,
      PageBuffer page,
      EncoderArena arena) {
    if (present == 0) {
      return;
    }
    if (column.dictionary() != null) {
      appendEncoded(column, from, rows, validity, present, page, arena);
      return;
    }
    ByteArrays values = arena.byteArrays();
    try {
      source.read(column, from, rows, values);
      if (present < rows) {
        PresentValues.compact(values, validity, rows);
      }
      append(values, present, page);
    } finally {
      // A page of rows is not kept beyond this, which an arena might do for long.
      values.clear();
    }
  }

  /** Each value that rows have is looked at once, whatever comes of it. */
  private void appendEncoded(
      LeafColumn column,
      int from,
      int rows,
      long[] validity,
      int present,
      PageBuffer page,
      EncoderArena arena) {
    EncodedRows encoded = arena.encodedRows();
    encoded.read(column, from, rows, validity, present);
    ByteArrays values = arena.byteArrays();
    ByteArrays entries = encoded.byteArrays();
    entries.clear();
    arena.readEntries(
        encoded,
        (first, length, place) -> {
          source.readEntries(column.dictionary(), first, length, values);
          entries.append(values, length, place);
        });
    if (!ids.isActive() || hash.isWanted() || geospatial.isWanted() || present == 1) {
      values.select(entries, encoded.places(), present);
      append(values, present, page);
      return;
    }
    update.accept(entries.data, entries.starts, entries.lengths, 0, encoded.count());
    count += present;
    bytes += entries.bytes(encoded.places(), present);
    index(entries, encoded.count(), encoded.ids(), 0);
    encoded.translate(ids.reserve(present), ids.count());
    if (ids.outgrows(present, dictionary.size(), dictionary.plainBytes())) {
      giveUpDictionary(page);
    }
  }

  private void append(ByteArrays values, int present, PageBuffer page) {
    hash.byteArrays(values.data, values.starts, values.lengths, present);
    geospatial.add(values, present);
    count += present;
    bytes += values.bytes(present);
    if (present == 1 && ids.isActive() && ids.exceedsLimit(values.lengths[0])) {
      // One huge value need not enter the dictionary to show that it does not fit.
      giveUpDictionary(page);
    }
    if (!ids.isActive()) {
      update.accept(values.data, values.starts, values.lengths, 0, present);
      sink.append(values, present, page);
      bloomFilter.add(values, present);
      return;
    }
    index(values, present, ids.reserve(present), ids.count());
    if (UsedEntries.pay(present, dictionary.size())) {
      usedEntries.mark(ids.ids(), ids.count(), present, dictionary.size());
    } else {
      update.accept(values.data, values.starts, values.lengths, 0, present);
    }
    if (ids.outgrows(present, dictionary.size(), dictionary.plainBytes())) {
      giveUpDictionary(page);
    }
  }

  private void index(ByteArrays values, int present, int[] out, int from) {
    dictionary.index(values.data, values.starts, values.lengths, 0, present, out, from);
  }

  @Override
  public void giveUpDictionary(PageBuffer page) {
    usedEntries.drain(dictionary, update);
    bloomFilter.addEntries(dictionary.page().array(), dictionary.starts(), 0, dictionary.size());
    sink.appendOf(dictionary.page().array(), dictionary.starts(), ids.ids(), ids.count(), page);
    ids.giveUp();
    if (ids.usedEntries() == 0) {
      dictionary.clear();
      dictionary.trim();
    }
  }

  @Override
  public long rawBytes() {
    return bytes + (long) count * Integer.BYTES;
  }

  @Override
  public Encoding encode(PageBuffer page, EncoderArena arena) {
    if (ids.encodesPage()) {
      if (!isOutdone(page, arena)
          && ids.encode(dictionary.size(), dictionary.plainBytes(), rawBytes(), page)) {
        return Encoding.RLE_DICTIONARY;
      }
      giveUpDictionary(page);
    }
    return sink.encode(page, arena);
  }

  /** Whether values take less room than their ids, as far as the first page of a chunk shows. */
  private boolean isOutdone(PageBuffer page, EncoderArena arena) {
    if (!ids.isOnTrial() || !sink.isContested()) {
      return false;
    }
    int sample = sampleValues();
    sink.appendOf(dictionary.page().array(), dictionary.starts(), ids.ids(), sample, page);
    return ids.areOutdoneBy(sink, sample, dictionary.size(), page, arena);
  }

  private int sampleValues() {
    byte[] entries = dictionary.page().array();
    int[] starts = dictionary.starts();
    int[] idsOfPage = ids.ids();
    long sampleBytes = 0;
    for (int i = 0; i < ids.count(); i++) {
      int length = LittleEndian.getInt(entries, starts[idsOfPage[i]] - Integer.BYTES);
      sampleBytes += Integer.BYTES + length;
      if (sampleBytes > EncodingContest.SAMPLE_BYTES) {
        return i;
      }
    }
    return ids.count();
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    usedEntries.drain(dictionary, update);
    return range.toStatistics(nulls);
  }

  @Override
  public ColumnBounds bounds(int maxBytes) {
    usedEntries.drain(dictionary, update);
    return range.bounds(maxBytes);
  }

  @Override
  public long unencodedBytes() {
    return bytes;
  }

  @Override
  public void clearPage() {
    count = 0;
    bytes = 0;
    range.clear();
    usedEntries.clear();
    ids.clearPage();
    sink.clear();
    source.clear();
  }

  @Override
  public int dictionaryEntries() {
    return ids.usedEntries();
  }

  @Override
  public long dictionaryBytes() {
    return endOfUsedEntries();
  }

  @Override
  public void encodeDictionary(PageBuffer page) {
    page.putBytes(dictionary.page().array(), 0, endOfUsedEntries());
  }

  private int endOfUsedEntries() {
    int used = ids.usedEntries();
    return used == dictionary.size()
        ? dictionary.page().size()
        : dictionary.starts()[used] - Integer.BYTES;
  }

  @Override
  public void clearChunk() {
    clearPage();
    ids.clearChunk();
    sink.clearChunk();
    boolean outlier = dictionary.plainBytes() > RETAINED_BYTES;
    dictionary.clear();
    if (outlier) {
      dictionary.trim();
    }
  }

  @Override
  public void trim() {
    ids.trim();
    sink.trim();
    dictionary.trim();
    usedEntries.trim();
  }

  @Override
  public long allocatedBytes() {
    return ids.allocatedBytes()
        + sink.allocatedBytes()
        + dictionary.allocatedBytes()
        + usedEntries.allocatedBytes();
  }

  /** How the range takes values in. */
  interface RangeUpdate {
    /** Where no range is wanted. */
    RangeUpdate NONE = (data, starts, lengths, from, count) -> {};

    void accept(byte[] data, int[] starts, int[] lengths, int from, int count);
  }
}
