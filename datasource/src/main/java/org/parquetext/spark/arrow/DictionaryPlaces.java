package org.parquetext.spark.arrow;

import java.util.Arrays;

/**
 * Numbers the positions in a dictionary that the rows of one batch have: their places, in the order
 * in which they come. For one column after the other. Confined to one thread.
 */
final class DictionaryPlaces {

  /** No dictionary of a page is as large: who has such a position is damaged. */
  static final int MAX_POSITION = 1 << 24;

  /** By position: the call that last had it, and its place then. */
  private long[] placeOf = {};

  private int call;
  private int[] firstRows = {};

  /**
   * Puts places in the stead of positions.
   *
   * @param first the row whose place is 0; those before it have its position
   * @return how many places there are; 0 if more than {@code max}, or if a position cannot be
   */
  int number(int[] positions, int first, int max) {
    reserveFirstRows(max);
    long stamp = (long) nextCall() << Integer.SIZE;
    if (!admits(positions[first])) {
      return 0;
    }
    placeOf[positions[first]] = stamp;
    firstRows[0] = first;
    int count = 1;
    for (int i = 0; i < positions.length; i++) {
      if (!admits(positions[i])) {
        return 0;
      }
      long place = placeOf[positions[i]];
      if (place < stamp) {
        if (count == max) {
          return 0;
        }
        place = stamp | count;
        placeOf[positions[i]] = place;
        firstRows[count++] = i;
      }
      positions[i] = (int) place;
    }
    return count;
  }

  private boolean admits(int position) {
    if (position >= 0 && position < placeOf.length) {
      return true;
    }
    if (position < 0 || position > MAX_POSITION) {
      return false;
    }
    placeOf = Arrays.copyOf(placeOf, position + 1 + (position >> 1));
    return true;
  }

  private int nextCall() {
    if (++call == Integer.MAX_VALUE) {
      Arrays.fill(placeOf, 0);
      call = 1;
    }
    return call;
  }

  private void reserveFirstRows(int count) {
    if (firstRows.length < count) {
      firstRows = new int[count];
    }
  }

  /** By place: the first row that has it. */
  int[] firstRows() {
    return firstRows;
  }

  /** All rows have one place, found at this row. */
  void only(int row) {
    reserveFirstRows(1);
    firstRows[0] = row;
  }
}
