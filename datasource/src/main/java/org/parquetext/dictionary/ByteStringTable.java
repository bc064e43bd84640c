package org.parquetext.dictionary;

import java.util.Arrays;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;

/**
 * Distinct byte strings, stored once, in the form of the PLAIN dictionary page. Open addressing
 * with linear probing; a slot is the 32-bit hash and, in its low half, the id plus one, 0 being
 * free. Not thread-safe.
 */
final class ByteStringTable {

  private static final int INITIAL_CAPACITY = 1 << 9;
  private static final int INITIAL_PAGE_BYTES = 1 << 13;

  private final PageBuffer page = new PageBuffer(INITIAL_PAGE_BYTES);

  /** Bytes of length before each entry: four, or none if all are equally long. */
  private final int prefixBytes;

  private int[] starts = new int[INITIAL_CAPACITY];
  private int size;
  private int capacity = INITIAL_CAPACITY;
  private long[] slots = new long[Hashing.slotsFor(capacity)];

  private ByteStringTable(int prefixBytes) {
    this.prefixBytes = prefixBytes;
  }

  /** A table of byte strings of any length, which the page holds in four bytes before each. */
  static ByteStringTable ofAnyLength() {
    return new ByteStringTable(Integer.BYTES);
  }

  /** A table of byte strings that all have the same length. */
  static ByteStringTable ofOneLength() {
    return new ByteStringTable(0);
  }

  /** The id of a byte string, which is added if it is new. */
  int id(byte[] data, int start, int length) {
    int hash = Hashing.bytes(data, start, length);
    int mask = slots.length - 1;
    int slot = hash >>> 1 + Integer.numberOfLeadingZeros(slots.length);
    long content = slots[slot];
    while (content != 0) {
      int id = (int) content - 1;
      if ((int) (content >>> 32) == hash && isEntry(id, data, start, length)) {
        return id;
      }
      slot = slot + 1 & mask;
      content = slots[slot];
    }
    return add(data, start, length, hash, slot);
  }

  private boolean isEntry(int id, byte[] data, int start, int length) {
    byte[] entries = page.array();
    int entryStart = starts[id];
    boolean sameLength =
        prefixBytes == 0 || LittleEndian.getInt(entries, entryStart - prefixBytes) == length;
    return sameLength && ByteWords.equal(entries, entryStart, data, start, length);
  }

  private int add(byte[] data, int start, int length, int hash, int slot) {
    // With room for a word behind the last entry's start, comparing needs no loop over bytes.
    page.reserve((long) prefixBytes + length + Long.BYTES);
    if (prefixBytes != 0) {
      page.putInt(length);
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size] = page.size();
    page.putBytes(data, start, length);
    size++;
    slots[slot] = (long) hash << 32 | size;
    if (size == capacity) {
      rebuild(2 * capacity);
    }
    return size - 1;
  }

  /** Makes the table one of this capacity that holds all entries. */
  private void rebuild(int newCapacity) {
    long[] old = slots;
    capacity = newCapacity;
    slots = new long[Hashing.slotsFor(capacity)];
    int mask = slots.length - 1;
    for (long content : old) {
      if (content != 0) {
        int slot = (int) (content >>> 32) >>> 1 + Integer.numberOfLeadingZeros(slots.length);
        while (slots[slot] != 0) {
          slot = slot + 1 & mask;
        }
        slots[slot] = content;
      }
    }
  }

  int size() {
    return size;
  }

  PageBuffer page() {
    return page;
  }

  int[] starts() {
    return starts;
  }

  void clear() {
    int needed = neededCapacity();
    size = 0;
    page.clear();
    Arrays.fill(slots, 0);
    if (needed != capacity) {
      rebuild(needed);
    }
  }

  void trim() {
    page.trim(INITIAL_PAGE_BYTES);
    starts = Arrays.copyOf(starts, Math.max(size, INITIAL_CAPACITY));
    if (neededCapacity() != capacity) {
      rebuild(neededCapacity());
    }
  }

  private int neededCapacity() {
    return Math.max(Hashing.capacityFor(size + 1), INITIAL_CAPACITY);
  }
}
