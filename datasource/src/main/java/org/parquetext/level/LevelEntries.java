package org.parquetext.level;

import java.util.Arrays;

/**
 * Level entries on their way from rows to a leaf: the levels of each, and its position in the node
 * that was reached.
 *
 * <p>The fields are for the loops of this package. Confined to one thread at a time.
 */
final class LevelEntries {

  /** The position of an entry that has ended. */
  static final int ENDED = -1;

  byte[] repetition = new byte[0];
  byte[] definition = new byte[0];
  int[] positions = new int[0];
  int count;

  /** No entry has a position before this one. */
  int lowest;

  /** Every entry has a position before this one. */
  int behind;

  /** Whether the positions of the entries that have not ended follow one another. */
  boolean following;

  /** Whether no entry has ended; may be false all the same. */
  boolean whole;

  private int firstRow;
  private int maxDefinition;

  /** Becomes an entry for each of some rows. */
  void start(int row, int rows, int definitionOfValues) {
    firstRow = row;
    maxDefinition = definitionOfValues;
    reserve(rows);
    Arrays.fill(repetition, 0, rows, (byte) 0);
    follow(0, rows, row);
    lowest = row;
    behind = row + rows;
    following = true;
    whole = true;
  }

  /** Becomes so many entries of the items of lists, not yet with positions or repetition levels. */
  void startItems(LevelEntries lists, int items) {
    firstRow = lists.firstRow;
    maxDefinition = lists.maxDefinition;
    reserve(items);
  }

  /** Gives every entry the definition level of a value, which it keeps unless it ends. */
  private void reserve(int entries) {
    if (positions.length < entries) {
      repetition = new byte[entries];
      definition = new byte[entries];
      positions = new int[entries];
    }
    count = entries;
    Arrays.fill(definition, 0, entries, (byte) maxDefinition);
  }

  /** Gives some entries positions from a first one on, and returns the one behind. */
  int follow(int from, int end, int first) {
    int[] target = positions;
    int shift = first - from;
    for (int i = from; i < end; i++) {
      target[i] = shift + i;
    }
    return shift + end;
  }

  void end(int entry, int definitionLevel) {
    definition[entry] = (byte) definitionLevel;
    positions[entry] = ENDED;
  }

  /** The highest position of an entry. */
  int highest() {
    int highest = ENDED;
    for (int i = 0; i < count; i++) {
      highest = Math.max(highest, positions[i]);
    }
    return highest;
  }

  /** Names the row of an entry, for errors. */
  String row(int entry) {
    int row = firstRow - 1;
    for (int i = 0; i <= entry; i++) {
      if (repetition[i] == 0) {
        row++;
      }
    }
    return "row " + row + " of the batch";
  }

  void free() {
    repetition = new byte[0];
    definition = new byte[0];
    positions = new int[0];
  }
}
