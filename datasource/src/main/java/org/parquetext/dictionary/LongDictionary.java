package org.parquetext.dictionary;

import java.util.Arrays;

/**
 * The distinct values of an INT64 column, or the raw bits of a DOUBLE one, so that values are equal
 * only if every bit is.
 *
 * <p>Values that lie close together are looked up in an {@link IdWindow}, without hashing. Once
 * they do not, and until cleared: open addressing with linear probing, where a slot is the id plus
 * one, 0 being free; so a table takes little of the caches. Not thread-safe.
 */
public final class LongDictionary {

  private static final int INITIAL_CAPACITY = 1 << 6;

  private static final int[] NO_SLOTS = {};

  /** Values that are looked up once if they are all equal. */
  private static final int GROUP = 8;

  private long[] entries = new long[INITIAL_CAPACITY];
  private int size;
  private final IdWindow window = new IdWindow();
  private boolean hashed;
  private int capacity = INITIAL_CAPACITY;
  private int[] slots = NO_SLOTS;

  /**
   * Looks up, and where needed adds, {@code count} values from {@code values[from]} on, and puts
   * their ids into {@code ids} from {@code idsFrom} on.
   */
  public void index(long[] values, int from, int count, int[] ids, int idsFrom) {
    if (count == 0) {
      return;
    }
    if (!hashed && !windowCovers(values, from, count)) {
      turnHashed();
    }
    if (hashed) {
      indexHashed(values, from, count, ids, idsFrom);
    } else {
      indexDirect(values, from, count, ids, idsFrom);
    }
  }

  private boolean windowCovers(long[] values, int from, int count) {
    long min = values[from];
    long max = min;
    for (int i = from; i < from + count; i++) {
      long value = values[i];
      // Not Math.min and max: their conditional moves form a chain, branches are well predicted.
      if (value < min) {
        min = value;
      }
      if (value > max) {
        max = value;
      }
    }
    return window.cover(min, max);
  }

  private void turnHashed() {
    window.clear();
    hashed = true;
    rebuild(Math.max(capacity, neededCapacity()));
  }

  private void indexDirect(long[] values, int from, int count, int[] ids, int idsFrom) {
    int[] known = window.ids();
    long base = window.base();
    for (int i = 0; i < count; i++) {
      long value = values[from + i];
      int place = (int) (value - base);
      int id = known[place] - 1;
      if (id < 0) {
        id = append(value);
        known[place] = id + 1;
      }
      ids[idsFrom + i] = id;
    }
  }

  private void indexHashed(long[] values, int from, int count, int[] ids, int idsFrom) {
    int end = from + count;
    int shift = idsFrom - from;
    int i = from;
    for (; i <= end - GROUP; i += GROUP) {
      if (isUniform(values, i)) {
        Arrays.fill(ids, i + shift, i + shift + GROUP, id(values[i]));
      } else {
        for (int j = i; j < i + GROUP; j++) {
          ids[j + shift] = id(values[j]);
        }
      }
    }
    for (; i < end; i++) {
      ids[i + shift] = id(values[i]);
    }
  }

  private static boolean isUniform(long[] values, int i) {
    long first = values[i];
    return ((values[i + 1] ^ first)
            | (values[i + 2] ^ first)
            | (values[i + 3] ^ first)
            | (values[i + 4] ^ first)
            | (values[i + 5] ^ first)
            | (values[i + 6] ^ first)
            | (values[i + 7] ^ first))
        == 0;
  }

  private int id(long value) {
    int mask = slots.length - 1;
    int slot = Hashing.slot(value, slots.length);
    int id = slots[slot];
    while (id != 0) {
      if (entries[id - 1] == value) {
        return id - 1;
      }
      slot = slot + 1 & mask;
      id = slots[slot];
    }
    return add(value, slot);
  }

  private int add(long value, int slot) {
    int id = append(value);
    slots[slot] = size;
    if (size == capacity) {
      rebuild(2 * capacity);
    }
    return id;
  }

  private int append(long value) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
    }
    entries[size] = value;
    return size++;
  }

  /** Makes the table one of this capacity that holds all entries. */
  private void rebuild(int newCapacity) {
    capacity = newCapacity;
    int length = Hashing.slotsFor(capacity);
    if (slots.length == length) {
      Arrays.fill(slots, 0);
    } else {
      slots = new int[length];
    }
    for (int id = 0; id < size; id++) {
      int slot = Hashing.slot(entries[id], slots.length);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = id + 1;
    }
  }

  /** The number of distinct values. */
  public int size() {
    return size;
  }

  /** The bytes of the PLAIN dictionary page. */
  public long plainBytes() {
    return (long) size * Long.BYTES;
  }

  /** The values by id; only the first {@link #size()} are valid, and only until the next change. */
  public long[] entries() {
    return entries;
  }

  /** Forgets all values; keeps the memory, and the tables about as large as they needed them. */
  public void clear() {
    if (hashed) {
      int needed = neededCapacity();
      size = 0;
      rebuild(needed);
      hashed = false;
    } else {
      window.clear();
      size = 0;
    }
  }

  /** Gives back all memory that the values of now do not need. */
  public void trim() {
    entries = Arrays.copyOf(entries, Math.max(size, INITIAL_CAPACITY));
    window.trim();
    if (hashed) {
      rebuild(neededCapacity());
    } else {
      capacity = INITIAL_CAPACITY;
      slots = NO_SLOTS;
    }
  }

  /** Bytes of memory held by values and tables, filled or not. */
  public long allocatedBytes() {
    return (long) Long.BYTES * entries.length
        + (long) Integer.BYTES * slots.length
        + window.allocatedBytes();
  }

  private int neededCapacity() {
    return Math.max(Hashing.capacityFor(size + 1), INITIAL_CAPACITY);
  }
}
