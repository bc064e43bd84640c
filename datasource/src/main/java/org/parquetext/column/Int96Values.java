package org.parquetext.column;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.dictionary.LongDictionary;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.LeafColumn;
import org.parquetext.statistics.ColumnBounds;

/**
 * The values of an INT96 column from microseconds since 1970: eight bytes of nanoseconds within the
 * day and four of the Julian day, little-endian, as Spark's {@code DateTimeUtils.toJulianDay} cuts
 * them; like there, the sum wraps around for the last 6,700 years of the type, and so does the
 * reader's difference. The dictionary works on the microseconds, so that only distinct values are
 * converted.
 */
final class Int96Values implements PageValues {

  private static final int WIDTH = 12;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long EPOCH_AS_JULIAN_MICROS = 2_440_588 * MICROS_PER_DAY;

  private final ArrowLongs source;
  private final Int96Range range;
  private final Int64Values.RangeUpdate update;
  private final DictionaryIds ids;
  private final ChunkBloomFilter bloomFilter;
  private final ChunkHash hash;
  private final LongDictionary dictionary = new LongDictionary();
  private int count;

  Int96Values(
      ArrowLongs source,
      Int96Range range,
      Int64Values.RangeUpdate update,
      DictionaryIds ids,
      ChunkBloomFilter bloomFilter,
      ChunkHash hash) {
    this.source = source;
    this.range = range;
    this.update = update;
    this.ids = ids;
    this.bloomFilter = bloomFilter;
    this.hash = hash;
  }

  @Override
  public int rowsThatFit(LeafColumn column, int from, int rows, int pageBytes) {
    return (int) Math.min(rows, (pageBytes - rawBytes()) / (WIDTH + Integer.BYTES));
  }

  @Override
  public long bytes(LeafColumn column, int from, int rows) {
    return (long) rows * (WIDTH + Integer.BYTES);
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
    long[] values = arena.longs(rows);
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
    long[] entries = encoded.longs();
    long[] values = arena.longs(Math.max(present, encoded.count()));
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
    if (ids.outgrows(present, dictionary.size(), (long) dictionary.size() * WIDTH)) {
      giveUpDictionary(page);
    }
  }

  private void append(long[] values, int present, PageBuffer page) {
    hash.longs(values, present);
    update.accept(values, 0, present);
    count += present;
    if (!ids.isActive()) {
      int start = page.size();
      plain(values, present, page);
      bloomFilter.addFixed(page.array(), start, WIDTH, present);
      return;
    }
    dictionary.index(values, 0, present, ids.reserve(present), ids.count());
    if (ids.outgrows(present, dictionary.size(), (long) dictionary.size() * WIDTH)) {
      giveUpDictionary(page);
    }
  }

  private static void plain(long[] micros, int count, PageBuffer page) {
    page.reserve((long) count * WIDTH);
    for (int i = 0; i < count; i++) {
      put(micros[i], page);
    }
  }

  @Override
  public void giveUpDictionary(PageBuffer page) {
    if (bloomFilter.isWanted()) {
      addEntriesToBloomFilter(page);
    }
    long[] entries = dictionary.entries();
    int[] idsOfPage = ids.ids();
    page.reserve((long) ids.count() * WIDTH);
    for (int i = 0; i < ids.count(); i++) {
      put(entries[idsOfPage[i]], page);
    }
    ids.giveUp();
    if (ids.usedEntries() == 0) {
      dictionary.clear();
      dictionary.trim();
    }
  }

  /** The page lends the room to convert the entries in. */
  private void addEntriesToBloomFilter(PageBuffer page) {
    int start = page.size();
    plain(dictionary.entries(), dictionary.size(), page);
    bloomFilter.addFixed(page.array(), start, WIDTH, dictionary.size());
    page.size(start);
  }

  private static void put(long micros, PageBuffer page) {
    int at = page.size();
    put(micros, page.array(), at);
    page.size(at + WIDTH);
  }

  private static void put(long micros, byte[] array, int at) {
    long julian = micros + EPOCH_AS_JULIAN_MICROS;
    LittleEndian.putLong(array, at, julian % MICROS_PER_DAY * 1000);
    LittleEndian.putInt(array, at + Long.BYTES, (int) (julian / MICROS_PER_DAY));
  }

  /** The value of a column. */
  static Binary binary(long micros) {
    byte[] bytes = new byte[WIDTH];
    put(micros, bytes, 0);
    return Binary.fromConstantByteArray(bytes);
  }

  /** parquet-java counts four bytes of length with every value that it sees as a byte string. */
  @Override
  public long rawBytes() {
    return (long) count * (WIDTH + Integer.BYTES);
  }

  @Override
  public Encoding encode(PageBuffer page, EncoderArena arena) {
    if (ids.encodesPage()) {
      long dictionaryBytes = (long) dictionary.size() * WIDTH;
      if (ids.encode(dictionary.size(), dictionaryBytes, rawBytes(), page)) {
        return Encoding.RLE_DICTIONARY;
      }
      giveUpDictionary(page);
    }
    return Encoding.PLAIN;
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    return range.toStatistics(nulls);
  }

  @Override
  public ColumnBounds bounds(int maxBytes) {
    return range.bounds();
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
  }

  @Override
  public int dictionaryEntries() {
    return ids.usedEntries();
  }

  @Override
  public long dictionaryBytes() {
    return (long) ids.usedEntries() * WIDTH;
  }

  @Override
  public void encodeDictionary(PageBuffer page) {
    plain(dictionary.entries(), ids.usedEntries(), page);
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
    dictionary.trim();
  }

  @Override
  public long allocatedBytes() {
    return ids.allocatedBytes() + dictionary.allocatedBytes();
  }
}
