package org.parquetext.level;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ValueVector;

/**
 * Turns a stretch of rows of a nested column into level entries, node by node from the outermost
 * inwards (Dremel's record shredding, column by column: Melnik et al., "Dremel: Interactive
 * Analysis of Web-Scale Datasets", 2010, section 4.1).
 *
 * <p>It starts with one entry per row, whose position is the row. A node that is null at an entry's
 * position ends the entry with the definition level reached so far; an empty list does too; a list
 * with items replaces the entry by one per item, of which the first keeps its repetition level and
 * the others get the list's. What reaches the leaf and is not null there has a value, at the
 * entry's position: {@link #leaves()}.
 *
 * <p>A walk stops at a row boundary when it has about {@value #ENTRIES} entries, so that its
 * scratch stays in a core's cache; only one row alone may have more. Confined to one thread at a
 * time; the result is valid until the next walk.
 */
public final class LevelWalk {

  private static final int ENTRIES = 1 << 14;

  private final LeafRanges leaves = new LeafRanges();
  private final ListExpansion expansion = new ListExpansion(ENTRIES);
  private LevelEntries entries = new LevelEntries();
  private LevelEntries spare = new LevelEntries();
  private LevelShape shape;

  /**
   * Walks rows of a column.
   *
   * @param from the first row
   * @param rows how many at most, at least one
   * @return the rows that were walked, at least one
   * @throws IllegalArgumentException if what may not be null is, or a row has too many entries
   */
  public int walk(LeafColumn column, LevelShape columnShape, int from, int rows) {
    shape = columnShape;
    entries.start(from, Math.min(rows, ENTRIES), shape.maxDefinition());
    int definitionLevel = 0;
    int repetitionLevel = 0;
    for (int depth = 0; depth < column.depth(); depth++) {
      OuterNode node = column.outer(depth);
      endNulls(node.validity(), depth, definitionLevel);
      if (shape.isOptional(depth)) {
        definitionLevel++;
      }
      if (node instanceof ListNode) {
        repetitionLevel++;
        expand((ListNode) node, repetitionLevel, definitionLevel);
        definitionLevel++;
      }
    }
    checkPositions(column.values().getValueCount());
    endNullLeaves(column.values(), definitionLevel);
    return leaves.collect(entries);
  }

  /** Entries before the row'th walked one, which may be the one behind the last. */
  public int entriesBefore(int row) {
    return leaves.entriesBefore(row);
  }

  /** Whether every entry is known to have a value. */
  public boolean isWhole() {
    return entries.whole;
  }

  /** Where the values are. */
  public LeafRanges leaves() {
    return leaves;
  }

  /** The repetition level of each entry; not to be changed. */
  public byte[] repetition() {
    return entries.repetition;
  }

  /** The definition level of each entry; not to be changed. */
  public byte[] definition() {
    return entries.definition;
  }

  /** Gives memory of outliers back. */
  public void trim() {
    if (Math.max(entries.positions.length, spare.positions.length) > 4 * ENTRIES) {
      entries.free();
      spare.free();
      expansion.free();
      leaves.trim();
    }
  }

  private void expand(ListNode list, int repetitionLevel, int definitionLevel) {
    LevelEntries lists = entries;
    entries = spare;
    spare = lists;
    expansion.expand(list, lists, entries, repetitionLevel, definitionLevel);
  }

  private void endNulls(ArrowBuf validity, int depth, int definitionLevel) {
    if (validity.capacity() == 0 || Validity.isFull(validity, entries.lowest, entries.behind)) {
      return;
    }
    entries.whole = false;
    entries.following = false;
    int[] positions = entries.positions;
    int count = entries.count;
    long positionsOfBitmap = validity.capacity() * Byte.SIZE;
    int index = -1;
    long word = 0;
    for (int i = 0; i < count; i++) {
      int position = positions[i];
      if (position < 0) {
        continue;
      }
      if (position >>> 6 != index) {
        index = position >>> 6;
        word = Validity.word(validity, index);
      }
      if ((word >>> position & 1) == 0) {
        checkNull(i, depth, position < positionsOfBitmap);
        entries.end(i, definitionLevel);
      }
    }
  }

  /** Behind its values a vector may have room, where everything seems to be null. */
  private void checkPositions(int valueCount) {
    if (entries.behind <= valueCount) {
      return;
    }
    int highest = entries.highest();
    if (highest >= valueCount) {
      throw new IllegalArgumentException(
          "there are items up to position "
              + highest
              + " of a vector that has only "
              + valueCount
              + "; set the value counts of child vectors too");
    }
  }

  private void endNullLeaves(ValueVector values, int definitionLevel) {
    if (!(values instanceof NullVector)) {
      endNulls(values.getValidityBuffer(), shape.depth(), definitionLevel);
      return;
    }
    entries.whole = false;
    entries.following = false;
    for (int i = 0; i < entries.count; i++) {
      if (entries.positions[i] >= 0) {
        checkNull(i, shape.depth(), true);
        entries.end(i, definitionLevel);
      }
    }
  }

  private void checkNull(int entry, int depth, boolean inBitmap) {
    if (!inBitmap) {
      throw new IllegalArgumentException(
          entries.row(entry) + ": the validity bitmap of `" + shape.path(depth) + "` is too short");
    }
    if (!shape.isOptional(depth)) {
      throw new IllegalArgumentException(
          entries.row(entry)
              + ": `"
              + shape.path(depth)
              + "` is null, but is declared as not nullable; declare it nullable or remove the"
              + " nulls");
    }
  }
}
