package org.parquetext.column;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.dictionary.BinaryDictionary;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.LeafColumn;
import org.parquetext.statistics.ColumnBounds;
import org.parquetext.statistics.ValueRange;

/** The values of a FIXED_LEN_BYTE_ARRAY column. */
final class FixedLenByteArrayValues implements PageValues {

  private final ArrowFixed source;
  private final int width;
  private final int rawWidth;
  private final ValueRange range;
  private final RangeUpdate update;
  private final DictionaryIds ids;
  private final FixedSink sink;
  private final ChunkBloomFilter bloomFilter;
  private final ChunkHash hash;
  private final BinaryDictionary dictionary = new BinaryDictionary();
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private int count;

  FixedLenByteArrayValues(
      ArrowFixed source,
      int width,
      ValueRange range,
      RangeUpdate update,
      DictionaryIds ids,
      FixedSink sink,
      ChunkBloomFilter bloomFilter,
      ChunkHash hash) {
    this.source = source;
    this.width = width;
    // parquet-java counts four bytes of length with every value that it looks up.
    this.rawWidth = ids.isActive() ? width + Integer.BYTES : width;
    this.range = range;
    this.update = update;
    this.ids = ids;
    this.sink = sink;
    this.bloomFilter = bloomFilter;
    this.hash = hash;
  }

  @Override
  public int rowsThatFit(LeafColumn column, int from, int rows, int pageBytes) {
    return (int) Math.min(rows, (pageBytes - rawBytes()) / rawWidth);
  }

  @Override
  public long bytes(LeafColumn column, int from, int rows) {
    return (long) rows * rawWidth;
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
    byte[] values = arena.fixed(Math.multiplyExact(rows, width));
    source.read(column.values(), from, rows, values, arena);
    if (present < rows) {
      PresentValues.compact(values, width, validity, rows);
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
    byte[] entries = encoded.fixed(width);
    byte[] values = arena.fixed(Math.multiplyExact(Math.max(present, encoded.count()), width));
    arena.readEntries(
        encoded,
        (first, length, place) -> {
          source.read(column.dictionary(), first, length, values, arena);
          System.arraycopy(values, 0, entries, place * width, length * width);
        });
    if (!ids.isActive() || hash.isWanted()) {
      int[] places = encoded.places();
      for (int i = 0; i < present; i++) {
        System.arraycopy(entries, places[i] * width, values, i * width, width);
      }
      append(values, present, page);
      return;
    }
    update.accept(entries, 0, encoded.count());
    count += present;
    index(entries, encoded.count(), encoded.ids(), 0);
    encoded.translate(ids.reserve(present), ids.count());
    if (ids.outgrows(present, dictionary.size(), allEntriesBytes())) {
      giveUpDictionary(page);
    }
  }

  private void append(byte[] values, int present, PageBuffer page) {
    hash.fixed(values, width, present);
    update.accept(values, 0, present);
    count += present;
    if (!ids.isActive()) {
      sink.append(values, 0, present * width, page);
      bloomFilter.addFixed(values, 0, width, present);
      return;
    }
    index(values, present, ids.reserve(present), ids.count());
    if (ids.outgrows(present, dictionary.size(), allEntriesBytes())) {
      giveUpDictionary(page);
    }
  }

  private void index(byte[] values, int present, int[] out, int from) {
    if (starts.length < present) {
      starts = new int[present];
      lengths = new int[present];
      Arrays.fill(lengths, width);
      for (int i = 0; i < present; i++) {
        starts[i] = i * width;
      }
    }
    dictionary.index(values, starts, lengths, 0, present, out, from);
  }

  private long allEntriesBytes() {
    return (long) dictionary.size() * width;
  }

  @Override
  public void giveUpDictionary(PageBuffer page) {
    bloomFilter.addEntries(dictionary.page().array(), dictionary.starts(), 0, dictionary.size());
    byte[] entries = dictionary.page().array();
    int[] starts = dictionary.starts();
    int[] idsOfPage = ids.ids();
    for (int i = 0; i < ids.count(); i++) {
      sink.append(entries, starts[idsOfPage[i]], width, page);
    }
    ids.giveUp();
    if (ids.usedEntries() == 0) {
      dictionary.clear();
      dictionary.trim();
    }
  }

  @Override
  public long rawBytes() {
    return (long) count * rawWidth;
  }

  @Override
  public Encoding encode(PageBuffer page, EncoderArena arena) {
    if (ids.encodesPage()) {
      if (ids.encode(dictionary.size(), allEntriesBytes(), rawBytes(), page)) {
        return Encoding.RLE_DICTIONARY;
      }
      giveUpDictionary(page);
    }
    return sink.encode(page, arena);
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
    return (long) ids.usedEntries() * width;
  }

  /** The entries without the lengths that the dictionary keeps with them. */
  @Override
  public void encodeDictionary(PageBuffer page) {
    byte[] entries = dictionary.page().array();
    int[] starts = dictionary.starts();
    for (int i = 0; i < ids.usedEntries(); i++) {
      page.putBytes(entries, starts[i], width);
    }
  }

  @Override
  public void clearChunk() {
    clearPage();
    ids.clearChunk();
    dictionary.clear();
  }

  @Override
  public void trim() {
    ids.trim();
    sink.trim();
    dictionary.trim();
    starts = new int[0];
    lengths = new int[0];
  }

  @Override
  public long allocatedBytes() {
    return ids.allocatedBytes()
        + sink.allocatedBytes()
        + dictionary.allocatedBytes()
        + (long) 2 * Integer.BYTES * starts.length;
  }

  /** How the range takes values in. */
  interface RangeUpdate {
    /** Where no range is wanted. */
    RangeUpdate NONE = (values, from, count) -> {};

    void accept(byte[] values, int from, int count);
  }
}
