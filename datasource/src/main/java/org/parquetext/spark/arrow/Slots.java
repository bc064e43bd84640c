package org.parquetext.spark.arrow;

import java.util.Arrays;
import org.apache.spark.unsafe.Platform;

/**
 * Where the values of one node of a column lie in a page: the slots of a top-level field in all
 * rows, of a field in all structs, of the elements in all arrays. Position {@code i} is present or
 * null; its slot is at {@link #slot()}{@code + starts()[i]}, and what the slot points to is
 * relative to {@code bases()[i]}. The slot of a null is readable and of no meaning.
 *
 * <p>Filled anew for every page; its arrays grow by need. Confined to one thread at a time.
 */
final class Slots implements NodePositions {

  /** Arrays keep at most this many positions; what a larger page needed is given back. */
  static final int RETAINED = 64 * 1024;

  private final boolean ownArrays;
  private RowPage page;
  private Slots parent;

  /** Address of the offsets of the lists above; 0 when positions are those of structs above. */
  private long parentOffsets;

  private int[] starts = {};
  private int[] bases = {};
  private long slot;
  private long[] present = {};
  private boolean nulls;
  private int count;

  private Slots(boolean ownArrays) {
    this.ownArrays = ownArrays;
  }

  /** For a top-level field: the starts are those of the page. */
  static Slots ofRows() {
    return new Slots(false);
  }

  /** For a node below another. */
  static Slots ofChild() {
    return new Slots(true);
  }

  /** Points to a top-level field in all rows of a page. */
  void point(RowPage rows, int ordinal, long offset) {
    page = rows;
    starts = rows.starts();
    bases = starts;
    slot = offset;
    count = rows.rows();
    nulls = rows.hasNull(ordinal);
    if (nulls) {
      present = reserved(present, ValidityBitmap.words(count));
      ValidityBitmap.gather(rows, ordinal, present);
    }
  }

  /** Makes room for the children of structs: as many positions as the structs have. */
  void startFields(Slots structs) {
    start(structs, structs.count, 0);
  }

  /** Makes room for the items of lists, whose 32-bit offsets stand at an address. */
  void startItems(Slots lists, int items, long offsets) {
    start(lists, items, offsets);
  }

  private void start(Slots above, int positions, long offsets) {
    if (!ownArrays) {
      throw new IllegalStateException("The slots of rows belong to their page");
    }
    page = above.page;
    parent = above;
    parentOffsets = offsets;
    count = positions;
    slot = Platform.BYTE_ARRAY_OFFSET;
    nulls = false;
    starts = reserved(starts, positions);
    bases = reserved(bases, positions);
    present = reserved(present, ValidityBitmap.words(positions) + 1);
  }

  /** An array with room for so many positions, that one if it will do. */
  static int[] reserved(int[] array, int needed) {
    return isCapacityFor(array.length, needed, RETAINED) ? array : new int[capacity(needed)];
  }

  private static long[] reserved(long[] array, int needed) {
    return isCapacityFor(array.length, needed, RETAINED / Long.SIZE + 1)
        ? array
        : new long[needed + needed / 4];
  }

  private static boolean isCapacityFor(int capacity, int needed, int retained) {
    return needed <= capacity && (capacity <= retained || needed > retained);
  }

  /** A quarter more than needed, within the bound that holds for it. */
  private static int capacity(int needed) {
    return (int)
        Math.min(needed + needed / 4L, needed <= RETAINED ? RETAINED : Integer.MAX_VALUE - 8);
  }

  /** After filling: whether any position is null; its bits then are in {@link #present()}. */
  void nulls(boolean any) {
    nulls = any;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return page.bytes();
  }

  int[] starts() {
    return starts;
  }

  int[] bases() {
    return bases;
  }

  long slot() {
    return slot;
  }

  boolean hasNull() {
    return nulls;
  }

  /** A bit for each position, set when it is not null; of no meaning unless {@link #hasNull()}. */
  long[] present() {
    return present;
  }

  @Override
  public boolean isNull(int position) {
    return nulls && (present[position >> 6] >>> position & 1) == 0;
  }

  /** All ones, or zero for a null: to drop what lies in its slot. Only when {@link #hasNull()}. */
  long maskOfValue(int position) {
    return -(present[position >> 6] >>> position & 1);
  }

  /** Where the value begins that a slot points to, relative to the bytes of the page. */
  int target(int position) {
    return bases[position] + (int) (Platform.getLong(bytes(), slot + starts[position]) >>> 32);
  }

  /** The length that a slot states of what it points to. */
  int length(int position) {
    return Platform.getInt(bytes(), slot + starts[position]);
  }

  @Override
  public int firstOwnNull() {
    if (!nulls) {
      return -1;
    }
    boolean inherits = parent != null && parentOffsets == 0 && parent.nulls;
    return ValidityBitmap.firstNull(present, inherits ? parent.present : null, count);
  }

  @Override
  public long rowNumber(int position) {
    if (parent == null) {
      return page.rowNumber(position);
    }
    return parent.rowNumber(parentOffsets == 0 ? position : list(position));
  }

  /** The list that holds an item: the last that begins at or before it, skipping empty ones. */
  private int list(int item) {
    int list = 0;
    while (Platform.getInt(null, parentOffsets + (long) Integer.BYTES * (list + 1)) <= item) {
      list++;
    }
    return list;
  }

  /** Marks all positions as present, to be followed by marking nulls. */
  void fillPresent() {
    int words = ValidityBitmap.words(count);
    Arrays.fill(present, 0, words, -1L);
    if (words > 0) {
      present[words - 1] = ValidityBitmap.full(words - 1, count);
    }
  }

  /** Marks nulls after {@link #fillPresent}: bit 0 of the word is the position given. */
  void markNulls(int position, long bits) {
    int word = position >> 6;
    present[word] &= ~(bits << position);
    if ((position & 63) != 0) {
      present[word + 1] &= ~(bits >>> -position);
    }
  }
}
