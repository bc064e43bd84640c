package org.parquetext.level;

import java.util.Arrays;

/**
 * The positions of a leaf's values in its vector, as few ranges: where at most {@value #MAX_GAP}
 * positions between two values are skipped (those of nulls, mostly), they stay in the range, marked
 * as absent.
 *
 * <p>The positions of all ranges, end to end, are numbered as <em>slots</em>. Confined to one
 * thread at a time.
 */
public final class LeafRanges {

  private static final int MAX_GAP = 64;

  /** Beyond this many entries gaps could make more slots than an int counts. */
  private static final int MAX_ENTRIES_WITH_GAPS = 1 << 24;

  private int[] positions = new int[8];
  private int[] firstSlots = new int[8];
  private long[] present = new long[8];
  private int[] entriesBefore = new int[0];
  private int[] slotsBefore = new int[0];
  private int ranges;
  private int slots;
  private int rows;

  /**
   * Takes the result of a walk in.
   *
   * @return the number of rows
   */
  int collect(LevelEntries entries) {
    clear(entries.count);
    if (entries.following) {
      collectFollowing(entries);
    } else {
      collectAny(entries.positions, entries.repetition, entries.count);
    }
    return rows;
  }

  private void collectAny(int[] leafPositions, byte[] repetition, int count) {
    int maxGap = count > MAX_ENTRIES_WITH_GAPS ? 0 : MAX_GAP;
    int next = -1;
    int slot = 0;
    for (int i = 0; i < count; i++) {
      if (repetition[i] == 0) {
        entriesBefore[rows] = i;
        slotsBefore[rows++] = slot;
      }
      int position = leafPositions[i];
      if (position < 0) {
        continue;
      }
      if (position != next) {
        if (ranges > 0 && position > next && position - next <= maxGap) {
          slot += position - next;
        } else {
          startRange(position, slot);
        }
      }
      if (slot >>> 6 >= present.length) {
        present = Arrays.copyOf(present, (slot >>> 6) + (present.length >> 1) + 1);
      }
      present[slot >>> 6] |= 1L << slot;
      slot++;
      next = position + 1;
    }
    entriesBefore[rows] = count;
    slotsBefore[rows] = slot;
    slots = slot;
  }

  /** As {@link #collectAny}, without a branch for each entry. */
  private void collectFollowing(LevelEntries entries) {
    byte[] repetition = entries.repetition;
    int[] leafPositions = entries.positions;
    int row = 0;
    int slot = 0;
    for (int i = 0; i < entries.count; i++) {
      // What is written for an entry that starts no row is written again by the next row.
      entriesBefore[row] = i;
      slotsBefore[row] = slot;
      row += repetition[i] - 1 >>> 31;
      slot += 1 + (leafPositions[i] >> 31);
    }
    if (slot > 0) {
      startRange(entries.lowest, 0);
    }
    present = BitStretch.appendSet(slot, present, 0);
    rows = row;
    slots = slot;
    entriesBefore[row] = entries.count;
    slotsBefore[row] = slot;
  }

  /** Level entries before a row, which may be the one behind the last. */
  int entriesBefore(int row) {
    return entriesBefore[row];
  }

  /** Slots before a row, which may be the one behind the last. */
  public int slotsBefore(int row) {
    return slotsBefore[row];
  }

  /** The number of ranges. */
  public int ranges() {
    return ranges;
  }

  /** The range that has a slot; the last one when the slot is behind all. */
  public int rangeOf(int slot) {
    int found = Arrays.binarySearch(firstSlots, 0, ranges, slot);
    return found >= 0 ? found : -found - 2;
  }

  /** The slot with which a range starts. */
  public int firstSlot(int range) {
    return firstSlots[range];
  }

  /** The slot behind a range. */
  public int endSlot(int range) {
    return range + 1 < ranges ? firstSlots[range + 1] : slots;
  }

  /** The position in the vector of a slot of a range. */
  public int position(int range, int slot) {
    return positions[range] + slot - firstSlots[range];
  }

  /** The first slot of some that has a value; {@code end} if none has. */
  public int firstValue(int from, int end) {
    int slot = from;
    while (slot < end && (present[slot >>> 6] >>> slot & 1) == 0) {
      slot++;
    }
    return slot;
  }

  /**
   * Reads which of some slots have a value, as {@link Validity#read} does for rows.
   *
   * @return the number of values
   */
  public int read(int fromSlot, int count, long[] words) {
    int at = fromSlot >>> 6;
    int shift = fromSlot & 63;
    int wordCount = Validity.words(count);
    int values = 0;
    for (int i = 0; i < wordCount; i++) {
      long word = present[at + i] >>> shift;
      if (shift != 0 && at + i + 1 < present.length) {
        word |= present[at + i + 1] << (64 - shift);
      }
      if (i == wordCount - 1 && (count & 63) != 0) {
        word &= (1L << (count & 63)) - 1;
      }
      words[i] = word;
      values += Long.bitCount(word);
    }
    return values;
  }

  void trim() {
    positions = new int[8];
    firstSlots = new int[8];
    present = new long[8];
    entriesBefore = new int[0];
    slotsBefore = new int[0];
    ranges = 0;
    slots = 0;
    rows = 0;
  }

  private void clear(int count) {
    // All of it, since a walk that failed may have left bits behind its slots.
    Arrays.fill(present, 0);
    if (entriesBefore.length <= count) {
      entriesBefore = new int[count + 1];
      slotsBefore = new int[count + 1];
    }
    ranges = 0;
    slots = 0;
    rows = 0;
  }

  private void startRange(int position, int slot) {
    if (ranges == positions.length) {
      positions = Arrays.copyOf(positions, ranges * 2);
      firstSlots = Arrays.copyOf(firstSlots, ranges * 2);
    }
    positions[ranges] = position;
    firstSlots[ranges++] = slot;
  }
}
