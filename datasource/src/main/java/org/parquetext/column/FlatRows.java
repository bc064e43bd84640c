package org.parquetext.column;

import java.util.List;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.DefinitionLevels;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.LevelShape;
import org.parquetext.level.Validity;

/** The rows of a column without nodes above the leaf: a row is a value or a null. */
final class FlatRows implements PageRows {

  private final PageValues values;
  private final PageBuffer page;
  private final int pageBytes;
  private final ChunkHash hash;
  private final boolean optional;
  private final DefinitionLevels levels = new DefinitionLevels();
  private LeafColumn column;
  private int at;

  FlatRows(LevelShape shape, PageValues values, PageBuffer page, int pageBytes, ChunkHash hash) {
    this.optional = shape.isOptional(0);
    this.values = values;
    this.page = page;
    this.pageBytes = pageBytes;
    this.hash = hash;
  }

  @Override
  public void begin(LeafColumn stretchColumn, int from, int rows) {
    column = stretchColumn;
    at = from;
  }

  @Override
  public int append(int maxRows, EncoderArena arena) {
    int fitting = rowsThatFit(maxRows);
    if (fitting <= 0 && levels.rows() > 0) {
      return 0;
    }
    int taken = Math.max(1, fitting);
    appendAll(taken, arena);
    at += taken;
    return taken;
  }

  /**
   * The most rows that fit, their levels included: so a page ends where it would if each row came
   * by itself.
   */
  private int rowsThatFit(int rows) {
    int most = values.rowsThatFit(column, at, rows, pageBytes);
    if (!optional || most <= 0 || fitWithLevels(most)) {
      return most;
    }
    int low = 0;
    int high = most - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (fitWithLevels(middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private boolean fitWithLevels(int rows) {
    int levelBytes = Integer.BYTES + DefinitionLevels.maxBytes(levels.rows() + rows);
    // Of a tiny page at least half is left to the values.
    int valueBytes = Math.max(pageBytes / 2, pageBytes - levelBytes);
    return values.rowsThatFit(column, at, rows, valueBytes) >= rows;
  }

  private void appendAll(int rows, EncoderArena arena) {
    long[] validity = arena.validity(Validity.words(rows));
    int present = column.readValidity(at, rows, validity);
    if (present < rows && !optional) {
      throw new IllegalArgumentException(
          (rows - present)
              + " of "
              + rows
              + " rows are null, but the column is declared as not nullable; declare it nullable or"
              + " remove the nulls");
    }
    hash.presence(validity, rows);
    values.append(column, at, rows, validity, present, page, arena);
    levels.append(validity, rows, present);
  }

  @Override
  public void end(EncoderArena arena) {
    column = null;
  }

  @Override
  public int rows() {
    return levels.rows();
  }

  @Override
  public int entries() {
    return levels.rows();
  }

  @Override
  public int present() {
    return levels.present();
  }

  /** Rows are counted elsewhere. */
  @Override
  public List<Long> repetitionHistogram() {
    return List.of();
  }

  /** Null counts say the same. */
  @Override
  public List<Long> definitionHistogram() {
    return List.of();
  }

  /** One bit per row, which does not matter beside the values. */
  @Override
  public long rawBytes() {
    return 0;
  }

  @Override
  public void encodeRepetition(PageBuffer out) {
    throw new IllegalStateException("a flat column has no repetition levels");
  }

  @Override
  public void encodeDefinition(PageBuffer out) {
    levels.encode(out);
  }

  @Override
  public void clearPage() {
    levels.clear();
  }

  @Override
  public void trim() {
    levels.trim();
  }

  @Override
  public long allocatedBytes() {
    return levels.allocatedBytes();
  }
}
