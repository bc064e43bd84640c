package org.parquetext.column;

import java.util.Arrays;
import java.util.List;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.fingerprint.ChunkHash;
import org.parquetext.level.LeafColumn;
import org.parquetext.level.LeafRanges;
import org.parquetext.level.LevelShape;
import org.parquetext.level.LevelWalk;
import org.parquetext.level.NestedLevels;
import org.parquetext.level.Validity;

/**
 * The rows of a column with nodes above the leaf. A walk turns some rows of the stretch into level
 * entries and ranges of values; pages take from it, row by row, what fits.
 */
final class NestedRows implements PageRows {

  /** The length of a page is a signed 32-bit number. */
  private static final int MAX_PAGE_BYTES = Integer.MAX_VALUE;

  private final LevelShape shape;
  private final PageValues values;
  private final PageBuffer page;
  private final int pageBytes;
  private final ChunkHash hash;
  private final NestedLevels levels;
  private LeafColumn column;
  private int at;
  private int left;
  private int next;
  private int walked;

  NestedRows(LevelShape shape, PageValues values, PageBuffer page, int pageBytes, ChunkHash hash) {
    this.shape = shape;
    this.values = values;
    this.page = page;
    this.pageBytes = pageBytes;
    this.hash = hash;
    this.levels = new NestedLevels(shape);
  }

  @Override
  public void begin(LeafColumn stretchColumn, int from, int rows) {
    column = stretchColumn;
    at = from;
    left = rows;
    next = 0;
    walked = 0;
  }

  @Override
  public int append(int maxRows, EncoderArena arena) {
    LevelWalk walk = arena.levelWalk();
    if (next == walked) {
      walked = walk.walk(column, shape, at, left);
      at += walked;
      left -= walked;
      next = 0;
    }
    int fitting = rowsThatFit(walk, Math.min(maxRows, walked - next));
    if (fitting == 0 && levels.rows() > 0) {
      return 0;
    }
    if (fitting == 0) {
      checkRow(walk.leaves());
    }
    int taken = Math.max(1, fitting);
    appendValues(walk.leaves(), next, taken, arena);
    int entry = walk.entriesBefore(next);
    int entries = walk.entriesBefore(next + taken) - entry;
    hash.levels(walk.repetition(), walk.definition(), entry, entries);
    levels.append(walk, next, taken);
    next += taken;
    return taken;
  }

  /**
   * The most rows that fit, their levels included: so a page ends where it would if each row came
   * by itself. Levels get half of the page at most, so that values always have the other half.
   */
  private int rowsThatFit(LevelWalk walk, int rows) {
    int within = rowsWithinEntries(walk, rows);
    int most = rowsWithinBytes(walk.leaves(), within, pageBytes);
    if (most > 0 && fitWithLevels(walk, most)) {
      return most;
    }
    int low = 0;
    int high = Math.max(0, most - 1);
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (fitWithLevels(walk, middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 && within > 0 && fitsWithoutGap(walk) ? 1 : low;
  }

  private boolean fitWithLevels(LevelWalk walk, int rows) {
    long room = pageBytes - levelBytes(walk, rows);
    // Rows without any value take room too: that of their levels.
    return values.rawBytes() <= room && rowsWithinBytes(walk.leaves(), rows, room) >= rows;
  }

  /** Whether the next row fits, without the nulls of rows before it that its range begins with. */
  private boolean fitsWithoutGap(LevelWalk walk) {
    LeafRanges leaves = walk.leaves();
    int end = leaves.slotsBefore(next + 1);
    int from = leaves.firstValue(leaves.slotsBefore(next), end);
    long room = pageBytes - levelBytes(walk, 1);
    return values.rawBytes() <= room && slotsThatFit(leaves, from, end, room) == end - from;
  }

  private int rowsWithinEntries(LevelWalk walk, int rows) {
    int low = 0;
    int high = rows;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (levelBytes(walk, middle) <= pageBytes / 2) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private long levelBytes(LevelWalk walk, int rows) {
    long more = walk.entriesBefore(next + rows) - walk.entriesBefore(next);
    return levels.packedBytes(levels.entries() + more);
  }

  private int rowsWithinBytes(LeafRanges leaves, int rows, long bytes) {
    int from = leaves.slotsBefore(next);
    int end = from + slotsThatFit(leaves, from, leaves.slotsBefore(next + rows), bytes);
    int low = 0;
    int high = rows;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (leaves.slotsBefore(next + middle) <= end) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private int slotsThatFit(LeafRanges leaves, int from, int end, long bytes) {
    long room = bytes;
    int slot = from;
    for (int range = from < end ? leaves.rangeOf(from) : 0; slot < end; range++) {
      int position = leaves.position(range, slot);
      int count = Math.min(end, leaves.endSlot(range)) - slot;
      int fitting = values.rowsThatFit(column, position, count, (int) Math.max(0, room));
      if (fitting < count) {
        return slot + Math.max(0, fitting) - from;
      }
      slot += count;
      if (slot < end) {
        room -= values.bytes(column, position, count);
      }
    }
    return slot - from;
  }

  /** The only row of a page that may be larger than it. */
  private void checkRow(LeafRanges leaves) {
    long bytes = 0;
    int slot = leaves.slotsBefore(next);
    int end = leaves.slotsBefore(next + 1);
    for (int range = slot < end ? leaves.rangeOf(slot) : 0; slot < end; range++) {
      int count = Math.min(end, leaves.endSlot(range)) - slot;
      bytes += values.bytes(column, leaves.position(range, slot), count);
      slot += count;
    }
    if (bytes > MAX_PAGE_BYTES) {
      throw new IllegalArgumentException(
          "row "
              + (at - walked + next)
              + " of the batch has "
              + bytes
              + " bytes, more than the "
              + MAX_PAGE_BYTES
              + " of a page");
    }
  }

  private void appendValues(LeafRanges leaves, int row, int rows, EncoderArena arena) {
    int slot = leaves.slotsBefore(row);
    int end = leaves.slotsBefore(row + rows);
    for (int range = slot < end ? leaves.rangeOf(slot) : 0; slot < end; range++) {
      int count = Math.min(end, leaves.endSlot(range)) - slot;
      long[] validity = arena.validity(Validity.words(count));
      int present = leaves.read(slot, count, validity);
      int position = leaves.position(range, slot);
      values.append(column, position, count, validity, present, page, arena);
      slot += count;
    }
  }

  @Override
  public void end(EncoderArena arena) {
    column = null;
    arena.levelWalk().trim();
  }

  @Override
  public int rows() {
    return levels.rows();
  }

  @Override
  public int entries() {
    return levels.entries();
  }

  @Override
  public int present() {
    return levels.present();
  }

  @Override
  public List<Long> repetitionHistogram() {
    return shape.maxRepetition() > 0 ? boxed(levels.repetitionHistogram()) : List.of();
  }

  @Override
  public List<Long> definitionHistogram() {
    return shape.maxDefinition() > 1 ? boxed(levels.definitionHistogram()) : List.of();
  }

  private static List<Long> boxed(long[] histogram) {
    return Arrays.stream(histogram).boxed().toList();
  }

  @Override
  public long rawBytes() {
    return levels.packedBytes(levels.entries());
  }

  @Override
  public void encodeRepetition(PageBuffer out) {
    levels.encodeRepetition(out);
  }

  @Override
  public void encodeDefinition(PageBuffer out) {
    levels.encodeDefinition(out);
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
