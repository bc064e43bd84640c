package org.parquetext.column;

import java.util.List;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.level.LeafColumn;

/**
 * The rows of the open page of one column: their levels, and the way from rows to values. One class
 * for flat and one for nested columns, called once per stretch or page.
 *
 * <p>Confined to one thread at a time.
 */
interface PageRows {

  /** Starts a stretch: rows {@code from} to {@code from + rows} of a column. */
  void begin(LeafColumn column, int from, int rows);

  /**
   * Appends the next rows of the stretch as far as they fit into the open page. A row larger than a
   * page gets a page of its own, so an empty page takes at least one.
   *
   * @param maxRows at least one, and no more than are left of the stretch
   * @return the rows appended; 0 when the page is full
   */
  int append(int maxRows, EncoderArena arena);

  /** Ends the stretch, and gives memory of outliers back. */
  void end(EncoderArena arena);

  /** Rows of the open page. */
  int rows();

  /** Level entries of the open page, with a value or without; of a flat column its rows. */
  int entries();

  /** Entries with a value. */
  int present();

  /** How often each repetition level occurs; empty where parquet-java leaves that out. */
  List<Long> repetitionHistogram();

  /** How often each definition level occurs; empty where parquet-java leaves that out. */
  List<Long> definitionHistogram();

  /** Bytes of the open page's levels, counted for the size of the row group. */
  long rawBytes();

  /** Appends the runs of the repetition levels; only where there is more than level 0. */
  void encodeRepetition(PageBuffer out);

  /** Appends the runs of the definition levels; only where there is more than level 0. */
  void encodeDefinition(PageBuffer out);

  /** Starts the next page. */
  void clearPage();

  /** Gives back the memory of the pages before; only on an empty page. */
  void trim();

  /** Bytes of memory that the levels hold, filled or not. */
  long allocatedBytes();
}
