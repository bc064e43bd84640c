package org.parquetext.spark.arrow;

import java.util.Arrays;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;

/**
 * Where the values of one node of a column lie in its {@link ColumnVector}, and which of them are
 * null: those of rows, of fields of structs, or of elements of arrays. What {@link Slots} are for a
 * page of rows. Filled anew for every batch; its arrays grow by need. Confined to one thread.
 */
final class Cells implements NodePositions {

  private Cells parent;

  /** Address of the offsets of the lists above; 0 when positions are those of structs above. */
  private long parentOffsets;

  /** Those of the cells above that these are; null if all. */
  private int[] parentPositions;

  private long firstRowNumber;

  /** Null where positions are a range. */
  private int[] positions;

  private int[] gathered = {};
  private int from;
  private int count;
  private long[] present = {};
  private boolean nulls;
  private int presentCount;

  /**
   * Points to rows of a batch.
   *
   * @param firstNumber the number of the batch's first row among all rows of the task
   */
  void pointToRows(BatchRows rows, long firstNumber) {
    parent = null;
    firstRowNumber = firstNumber;
    positions = rows.positions();
    from = rows.from();
    count = rows.count();
  }

  /** Points to a field of structs. */
  void pointToFields(Cells structs) {
    parent = structs;
    parentOffsets = 0;
    positions = structs.positions;
    from = structs.from;
    count = structs.count;
  }

  /**
   * Points to the elements, keys or values of the lists of a vector.
   *
   * @param offsets the address of the lists' 32-bit offsets, which say how many there are of each
   */
  void pointToItems(Cells lists, WritableColumnVector vector, long offsets) {
    parent = lists;
    parentOffsets = offsets;
    count = Platform.getInt(null, offsets + (long) Integer.BYTES * lists.count);
    if (!findRange(lists, vector)) {
      gather(lists, vector);
    }
  }

  private boolean findRange(Cells lists, WritableColumnVector vector) {
    positions = null;
    from = 0;
    int end = -1;
    for (int list = 0; list < lists.count; list++) {
      int length = lists.isNull(list) ? 0 : vector.getArrayLength(lists.at(list));
      if (length > 0) {
        int start = vector.getArrayOffset(lists.at(list));
        if (end < 0) {
          from = start;
        } else if (start != end) {
          return false;
        }
        end = start + length;
      }
    }
    return true;
  }

  private void gather(Cells lists, WritableColumnVector vector) {
    reserveGathered();
    positions = gathered;
    int item = 0;
    for (int list = 0; list < lists.count; list++) {
      if (!lists.isNull(list)) {
        int start = vector.getArrayOffset(lists.at(list));
        int length = vector.getArrayLength(lists.at(list));
        for (int i = 0; i < length; i++) {
          gathered[item++] = start + i;
        }
      }
    }
  }

  private void reserveGathered() {
    if (!isCapacityFor(gathered.length, count, Slots.RETAINED)) {
      gathered = new int[count];
    }
  }

  private static boolean isCapacityFor(int capacity, int needed, int retained) {
    return needed <= capacity && (capacity <= retained || needed > retained);
  }

  /**
   * Points to where some of the rows, or elements, are that others point to, none of them null.
   *
   * @param which of {@code others}, ascending; kept, not copied
   */
  void pointToFirst(Cells others, int[] which, int howMany) {
    parent = others;
    parentPositions = which;
    parentOffsets = 0;
    count = howMany;
    presentCount = howMany;
    nulls = false;
    reserveGathered();
    positions = gathered;
    for (int i = 0; i < howMany; i++) {
      gathered[i] = others.at(which[i]);
    }
  }

  /** Finds out which positions are null in a vector, or with the structs above. */
  void readNulls(ColumnVector vector) {
    boolean inherits = inheritsNulls();
    boolean own = vector.hasNull();
    nulls = inherits || own;
    presentCount = count;
    if (!nulls) {
      return;
    }
    presentCount = 0;
    int words = reservePresent();
    for (int word = 0; word < words; word++) {
      long expected = inherits ? parent.present[word] : ValidityBitmap.full(word, count);
      long bits = expected;
      if (own) {
        boolean dense = expected == ValidityBitmap.full(word, count);
        bits = dense ? presentOf(vector, word) : withoutNulls(vector, word, expected);
      }
      present[word] = bits;
      presentCount += Long.bitCount(bits);
    }
    nulls = presentCount < count;
  }

  /** Without a branch on what is null, which is often predicted wrong. */
  private long presentOf(ColumnVector vector, int word) {
    int first = Long.SIZE * word;
    int end = Math.min(first + Long.SIZE, count);
    long bits = 0;
    for (int i = first; i < end; i++) {
      long bit = vector.isNullAt(at(i)) ? 0 : 1;
      bits |= bit << i;
    }
    return bits;
  }

  /** What is below a null may be without memory, and is not asked. */
  private long withoutNulls(ColumnVector vector, int word, long expected) {
    long bits = expected;
    for (long left = expected; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      if (vector.isNullAt(at(Long.SIZE * word + bit))) {
        bits &= ~(1L << bit);
      }
    }
    return bits;
  }

  /** All positions are null. */
  void fillNulls() {
    nulls = count > 0;
    presentCount = 0;
    int words = reservePresent();
    Arrays.fill(present, 0, words, 0);
  }

  private int reservePresent() {
    int words = ValidityBitmap.words(count);
    if (!isCapacityFor(present.length, words, Slots.RETAINED / Long.SIZE)) {
      present = new long[words];
    }
    return words;
  }

  private boolean inheritsNulls() {
    return parent != null && parentOffsets == 0 && parent.nulls;
  }

  int count() {
    return count;
  }

  /** The position in the vector. */
  int at(int position) {
    return positions == null ? from + position : positions[position];
  }

  /** Whether all positions follow one another in the vector, from {@link #from()} on. */
  boolean isRange() {
    return positions == null;
  }

  int from() {
    return from;
  }

  boolean hasNull() {
    return nulls;
  }

  /** Whether there is no value at all. */
  boolean hasNothing() {
    return presentCount == 0;
  }

  /** A bit for each position, set when it is not null; of no meaning unless {@link #hasNull()}. */
  long[] present() {
    return present;
  }

  @Override
  public boolean isNull(int position) {
    return nulls && (present[position >> 6] >>> position & 1) == 0;
  }

  @Override
  public int firstOwnNull() {
    if (!nulls) {
      return -1;
    }
    boolean inherits = inheritsNulls();
    return ValidityBitmap.firstNull(present, inherits ? parent.present : null, count);
  }

  @Override
  public long rowNumber(int position) {
    if (parent == null) {
      return firstRowNumber + at(position);
    }
    if (parentPositions != null) {
      return parent.rowNumber(parentPositions[position]);
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
}
