package org.parquetext.level;

import java.util.Arrays;
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

  /** A page numbers its entries by 32 bits; the largest array of every JVM is a little smaller. */
  private static final int MAX_ENTRIES = Integer.MAX_VALUE - 16;

  private static final int ENDED = -1;

  private final LeafRanges leaves = new LeafRanges();
  private byte[] repetition = new byte[0];
  private byte[] definition = new byte[0];
  private int[] positions = new int[0];
  private byte[] nextRepetition = new byte[0];
  private byte[] nextDefinition = new byte[0];
  private int[] nextPositions = new int[0];
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private LevelShape shape;
  private int firstRow;
  private int count;

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
    firstRow = from;
    start(Math.min(rows, ENTRIES));
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
    return leaves.collect(positions, repetition, count);
  }

  /** Entries before the row'th walked one, which may be the one behind the last. */
  public int entriesBefore(int row) {
    return leaves.entriesBefore(row);
  }

  /** Where the values are. */
  public LeafRanges leaves() {
    return leaves;
  }

  /** The repetition level of each entry; not to be changed. */
  public byte[] repetition() {
    return repetition;
  }

  /** The definition level of each entry; not to be changed. */
  public byte[] definition() {
    return definition;
  }

  /** Gives memory of outliers back. */
  public void trim() {
    if (positions.length > 4 * ENTRIES || nextPositions.length > 4 * ENTRIES) {
      repetition = new byte[0];
      definition = new byte[0];
      positions = new int[0];
      nextRepetition = new byte[0];
      nextDefinition = new byte[0];
      nextPositions = new int[0];
      starts = new int[0];
      lengths = new int[0];
      leaves.trim();
    }
  }

  private void start(int rows) {
    count = rows;
    if (positions.length < rows) {
      repetition = new byte[rows];
      definition = new byte[rows];
      positions = new int[rows];
    }
    for (int i = 0; i < rows; i++) {
      positions[i] = firstRow + i;
    }
    Arrays.fill(repetition, 0, rows, (byte) 0);
    Arrays.fill(definition, 0, rows, (byte) shape.maxDefinition());
  }

  private void endNulls(ArrowBuf validity, int depth, int definitionLevel) {
    if (validity.capacity() == 0) {
      return;
    }
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
        definition[i] = (byte) definitionLevel;
        positions[i] = ENDED;
      }
    }
  }

  /** Behind its values a vector may have room, where everything seems to be null. */
  private void checkPositions(int valueCount) {
    int last = -1;
    for (int i = 0; i < count; i++) {
      last = Math.max(last, positions[i]);
    }
    if (last >= valueCount) {
      throw new IllegalArgumentException(
          "there are items up to position "
              + last
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
    for (int i = 0; i < count; i++) {
      if (positions[i] >= 0) {
        checkNull(i, shape.depth(), true);
        definition[i] = (byte) definitionLevel;
        positions[i] = ENDED;
      }
    }
  }

  private void checkNull(int entry, int depth, boolean inBitmap) {
    if (!inBitmap) {
      throw new IllegalArgumentException(
          row(entry) + ": the validity bitmap of `" + shape.path(depth) + "` is too short");
    }
    if (!shape.isOptional(depth)) {
      throw new IllegalArgumentException(
          row(entry)
              + ": `"
              + shape.path(depth)
              + "` is null, but is declared as not nullable; declare it nullable or remove the"
              + " nulls");
    }
  }

  private String row(int entry) {
    int row = firstRow - 1;
    for (int i = 0; i <= entry; i++) {
      if (repetition[i] == 0) {
        row++;
      }
    }
    return "row " + row + " of the batch";
  }

  private void expand(ListNode list, int repetitionLevel, int definitionLevel) {
    if (starts.length < count) {
      starts = new int[count];
      lengths = new int[count];
    }
    list.ranges(positions, count, starts, lengths);
    cut();
    int total = reserveNext();
    Arrays.fill(nextDefinition, 0, total, (byte) shape.maxDefinition());
    int to = 0;
    for (int i = 0; i < count; i++) {
      int end = to + lengths[i];
      nextRepetition[to] = repetition[i];
      if (end == to) {
        nextDefinition[to] = positions[i] < 0 ? definition[i] : (byte) definitionLevel;
        nextPositions[to] = ENDED;
        to++;
        continue;
      }
      int shift = starts[i] - to;
      nextPositions[to] = shift + to;
      for (to++; to < end; to++) {
        nextRepetition[to] = (byte) repetitionLevel;
        nextPositions[to] = shift + to;
      }
    }
    swap(total);
  }

  /** Leaves rows out that would bring more entries than a walk should have. */
  private void cut() {
    long total = 0;
    int lastRow = 0;
    for (int i = 0; i < count; i++) {
      if (repetition[i] == 0 && total <= ENTRIES) {
        lastRow = i;
      } else if (repetition[i] == 0) {
        // The first row alone has too many: it is walked alone.
        count = lastRow > 0 ? lastRow : i;
        return;
      }
      total += Math.max(1, lengths[i]);
    }
    if (total > ENTRIES && lastRow > 0) {
      count = lastRow;
    }
  }

  private int reserveNext() {
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += Math.max(1, lengths[i]);
    }
    if (total > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          row(0) + " has " + total + " items, more than the " + MAX_ENTRIES + " of a page");
    }
    if (nextPositions.length < total) {
      nextRepetition = new byte[(int) total];
      nextDefinition = new byte[(int) total];
      nextPositions = new int[(int) total];
    }
    return (int) total;
  }

  private void swap(int total) {
    byte[] oldRepetition = repetition;
    byte[] oldDefinition = definition;
    int[] oldPositions = positions;
    repetition = nextRepetition;
    definition = nextDefinition;
    positions = nextPositions;
    nextRepetition = oldRepetition;
    nextDefinition = oldDefinition;
    nextPositions = oldPositions;
    count = total;
  }
}
