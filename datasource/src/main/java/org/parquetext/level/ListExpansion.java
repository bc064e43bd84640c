package org.parquetext.level;

import java.util.Arrays;

/**
 * Replaces the entries of lists by those of their items, of which the first keeps the repetition
 * level of its list. An empty list ends, and so has an entry too.
 *
 * <p>Confined to one thread at a time.
 */
final class ListExpansion {

  /** A page numbers its entries by 32 bits; the largest array of every JVM is a little smaller. */
  private static final int MAX_ENTRIES = Integer.MAX_VALUE - 16;

  private final int enough;
  private int[] starts = new int[0];
  private int[] lengths = new int[0];

  /** Leaves out the rows behind so many entries, but not the first row. */
  ListExpansion(int enough) {
    this.enough = enough;
  }

  /**
   * Expands lists.
   *
   * @param lists their entries, of which only those of the rows that are not left out stay
   * @param items becomes the entries of the items
   * @param repetitionLevel of the items that do not come first
   * @param definitionLevel of an empty list
   * @throws IllegalArgumentException if a list has no valid range, or a row too many items
   */
  void expand(
      ListNode list,
      LevelEntries lists,
      LevelEntries items,
      int repetitionLevel,
      int definitionLevel) {
    if (starts.length < lists.count) {
      starts = new int[lists.count];
      lengths = new int[lists.count];
    }
    list.ranges(lists.positions, lists.count, starts, lengths);
    cut(lists);
    items.startItems(lists, entries(lists));
    findBounds(lists.count, items);
    Arrays.fill(items.repetition, 0, items.count, (byte) repetitionLevel);
    if (items.following) {
      expandFollowing(lists, items, definitionLevel);
    } else {
      expandAny(lists, items, definitionLevel);
    }
  }

  private void cut(LevelEntries lists) {
    byte[] repetition = lists.repetition;
    long total = 0;
    int lastRow = 0;
    for (int i = 0; i < lists.count; i++) {
      if (repetition[i] == 0 && total <= enough) {
        lastRow = i;
      } else if (repetition[i] == 0) {
        // The first row alone has too many: it is walked alone.
        lists.count = lastRow > 0 ? lastRow : i;
        return;
      }
      total += Math.max(1, lengths[i]);
    }
    if (total > enough && lastRow > 0) {
      lists.count = lastRow;
    }
  }

  private int entries(LevelEntries lists) {
    long total = 0;
    for (int i = 0; i < lists.count; i++) {
      total += Math.max(1, lengths[i]);
    }
    if (total > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          lists.row(0) + " has " + total + " items, more than the " + MAX_ENTRIES + " of a page");
    }
    return (int) total;
  }

  /** Finds where the items lie, and whether they do so one list behind the other. */
  private void findBounds(int count, LevelEntries items) {
    int lowest = Integer.MAX_VALUE;
    int behind = 0;
    boolean following = true;
    boolean whole = true;
    for (int i = 0; i < count; i++) {
      int start = starts[i];
      int length = lengths[i];
      if (length == 0) {
        whole = false;
      } else {
        following &= start == behind || lowest > behind;
        lowest = Math.min(lowest, start);
        behind = Math.max(behind, start + length);
      }
    }
    items.lowest = Math.min(lowest, behind);
    items.behind = behind;
    items.following = following;
    items.whole = whole;
  }

  /** As {@link #expandAny}, without a loop for each list, whose end a core could not foresee. */
  private void expandFollowing(LevelEntries lists, LevelEntries items, int definitionLevel) {
    byte[] repetition = items.repetition;
    int position = items.lowest;
    int written = 0;
    int to = 0;
    for (int i = 0; i < lists.count; i++) {
      repetition[to] = lists.repetition[i];
      to += lengths[i];
      if (lengths[i] == 0) {
        position = items.follow(written, to, position);
        items.end(to++, ended(lists, i, definitionLevel));
        written = to;
      }
    }
    items.follow(written, to, position);
  }

  private void expandAny(LevelEntries lists, LevelEntries items, int definitionLevel) {
    int to = 0;
    for (int i = 0; i < lists.count; i++) {
      items.repetition[to] = lists.repetition[i];
      if (lengths[i] == 0) {
        items.end(to++, ended(lists, i, definitionLevel));
      } else {
        items.follow(to, to + lengths[i], starts[i]);
        to += lengths[i];
      }
    }
  }

  /** The definition level of a list without items: that of an empty one, or where it was null. */
  private static int ended(LevelEntries lists, int list, int definitionLevel) {
    return lists.positions[list] >= 0 ? definitionLevel : lists.definition[list];
  }

  void free() {
    starts = new int[0];
    lengths = new int[0];
  }
}
