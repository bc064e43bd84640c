package org.parquetext.column;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.dictionary.IntDictionary;
import org.parquetext.encoding.PlainEncoder;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.LeafColumn;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.ValueRange;

/** The values of an INT32 column, or of a FLOAT column as raw bits. */
final class Int32Values implements PageValues {

  private final ArrowInts source;
  private final ValueRange range;
  private final RangeUpdate update;
  private final DictionaryIds ids;
  private final IntSink sink;
  private final ChunkBloomFilter bloomFilter;
  private final ChunkHash hash;
  private final IntDictionary dictionary = new IntDictionary();
  private int count;

  Int32Values(
      ArrowInts source,
      ValueRange range,
      RangeUpdate update,
      DictionaryIds ids,
      IntSink sink,
      ChunkBloomFilter bloomFilter,
      ChunkHash hash) {
    this.source = source;
    this.range = range;
    this.update = update;
    this.ids = ids;
    this.sink = sink;
    this.bloomFilter = bloomFilter;
    this.hash = hash;
  }

  @Override
  public int rowsThatFit(LeafColumn column, int from, int rows, int pageBytes) {
    return (int) Math.min(rows, (pageBytes - rawBytes()) / Integer.BYTES);
  }

  @Override
  public long bytes(LeafColumn column, int from, int rows) {
    return (long) rows * Integer.BYTES;
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
    int[] values = arena.ints(rows);
    source.read(column.values(), from, rows, values, arena);
    if (present < rows) {
      PresentValues.compact(values, validity, rows);
    }
    append(values, present, page);
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
    int[] entries = encoded.ints();
    int[] values = arena.ints(Math.max(present, encoded.count()));
    arena.readEntries(
        encoded,
        (first, length, place) -> {
          source.read(column.dictionary(), first, length, values, arena);
          System.arraycopy(values, 0, entries, place, length);
        });
    if (!ids.isActive() || hash.isWanted()) {
      int[] places = encoded.places();
      for (int i = 0; i < present; i++) {
        values[i] = entries[places[i]];
      }
      append(values, present, page);
      return;
    }
    update.accept(entries, 0, encoded.count());
    count += present;
    dictionary.index(entries, 0, encoded.count(), encoded.ids(), 0);
    encoded.translate(ids.reserve(present), ids.count());
    if (ids.outgrows(present, dictionary.size(), dictionary.plainBytes())) {
      giveUpDictionary(page);
    }
  }

  private void append(int[] values, int present, PageBuffer page) {
    hash.ints(values, present);
    update.accept(values, 0, present);
    count += present;
    if (!ids.isActive()) {
      sink.append(values, present, page);
      bloomFilter.add(values, 0, present);
      return;
    }
    dictionary.index(values, 0, present, ids.reserve(present), ids.count());
    if (ids.outgrows(present, dictionary.size(), dictionary.plainBytes())) {
      giveUpDictionary(page);
    }
  }

  @Override
  public void giveUpDictionary(PageBuffer page) {
    bloomFilter.add(dictionary.entries(), 0, dictionary.size());
    sink.appendOf(dictionary.entries(), ids.ids(), ids.count(), page);
    ids.giveUp();
    if (ids.usedEntries() == 0) {
      dictionary.clear();
      dictionary.trim();
    }
  }

  @Override
  public long rawBytes() {
    return (long) count * Integer.BYTES;
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
    int sample = Math.min(ids.count(), EncodingContest.SAMPLE_BYTES / Integer.BYTES);
    sink.appendOf(dictionary.entries(), ids.ids(), sample, page);
    return ids.areOutdoneBy(sink, sample, dictionary.size(), page, arena);
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    return range.toStatistics(nulls);
  }

  @Override
  public ColumnBounds bounds(int maxBytes) {
    return range.bounds(maxBytes);
  }

  @Override
  public long unencodedBytes() {
    return 0;
  }

  @Override
  public void clearPage() {
    count = 0;
    range.clear();
    ids.clearPage();
    sink.clear();
  }

  @Override
  public int dictionaryEntries() {
    return ids.usedEntries();
  }

  @Override
  public long dictionaryBytes() {
    return (long) ids.usedEntries() * Integer.BYTES;
  }

  @Override
  public void encodeDictionary(PageBuffer page) {
    PlainEncoder.ints(dictionary.entries(), 0, ids.usedEntries(), page);
  }

  @Override
  public void clearChunk() {
    clearPage();
    ids.clearChunk();
    sink.clearChunk();
    dictionary.clear();
  }

  @Override
  public void trim() {
    ids.trim();
    sink.trim();
    dictionary.trim();
  }

  @Override
  public long allocatedBytes() {
    return ids.allocatedBytes() + sink.allocatedBytes() + dictionary.allocatedBytes();
  }

  /** How the range takes values in: integers or raw bits of floating point. */
  interface RangeUpdate {
    /** Where no range is wanted. */
    RangeUpdate NONE = (values, from, count) -> {};

    void accept(int[] values, int from, int count);
  }
}
