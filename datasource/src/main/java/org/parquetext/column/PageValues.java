package org.parquetext.column;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.level.LeafColumn;
import org.parquetext.statistics.ColumnBounds;

/**
 * The values of the open page of one column, and the dictionary of its chunk: one class per
 * physical type, called once per stretch, never per value.
 *
 * <p>Confined to one thread at a time.
 */
interface PageValues {

  /**
   * How many of {@code rows} rows still fit into the open page of {@code pageBytes}; 0 when it is
   * full.
   */
  int rowsThatFit(LeafColumn column, int from, int rows, int pageBytes);

  /**
   * Bytes that some rows add to {@link #rawBytes()} when all are present, whatever bytes nulls own.
   */
  long bytes(LeafColumn column, int from, int rows);

  /**
   * Appends the present rows of a stretch.
   *
   * @param validity which rows are present, those of {@link EncoderArena#validity}
   * @param page where PLAIN values go at once
   */
  void append(
      LeafColumn column,
      int from,
      int rows,
      long[] validity,
      int present,
      PageBuffer page,
      EncoderArena arena);

  /** Puts the open page's values, ids so far, behind each other; no page has ids from now on. */
  default void giveUpDictionary(PageBuffer page) {}

  /** Bytes of the open page's values before any encoding, counted as parquet-java does. */
  long rawBytes();

  /**
   * Puts the values that are not in {@code page} yet behind it, and says how they are encoded: ids
   * of a dictionary are RLE_DICTIONARY here, whatever the version of the page calls them.
   */
  Encoding encode(PageBuffer page, EncoderArena arena);

  /** Statistics of the open page. */
  Statistics<?> statistics(long nulls);

  /**
   * Exact bounds of the open page.
   *
   * @param maxBytes where byte strings that are no numbers are cut
   * @return null if there are none
   */
  ColumnBounds bounds(int maxBytes);

  /** Bytes of the values of variable width without their lengths; 0 for all other types. */
  long unencodedBytes();

  /** Starts the next page. */
  void clearPage();

  /** Entries of the chunk's dictionary page; 0 when it has none. */
  int dictionaryEntries();

  /** Bytes of the chunk's dictionary page before compression; 0 when it has none. */
  long dictionaryBytes();

  /** Appends the PLAIN dictionary page. */
  void encodeDictionary(PageBuffer page);

  /** Starts the next chunk. */
  void clearChunk();

  /** Gives back the memory that is kept from chunk to chunk; called between two. */
  void trim();

  /** Bytes of memory that the open page's values and the dictionary hold, filled or not. */
  long allocatedBytes();
}
