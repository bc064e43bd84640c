package org.parquetext.dictionary;

import java.util.Arrays;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;

/**
 * The distinct values of a BYTE_ARRAY column, stored once, in the form of the PLAIN dictionary
 * page. Open addressing with linear probing; a slot is a 32-bit tag and, in its low half, the id
 * plus one, 0 being free. The tag is the hash with the length in place of its low bits, so that
 * equal tags mean equal lengths, but for the longest.
 *
 * <p>Where the values of a column have various lengths of up to 32 bytes, a branch on the length of
 * each is often predicted wrong. Those are read, hashed and compared as {@link ByteWords four
 * words}, without such a branch. Not thread-safe.
 */
public final class BinaryDictionary {

  private static final int INITIAL_CAPACITY = 1 << 6;
  private static final int INITIAL_PAGE_BYTES = 1 << 10;

  /** Up to this mean length most values are one or two words, and branches are cheap. */
  private static final int SHORT_BYTES = 12;

  /** Lengths from here on have the same tag; longer than what four words hold. */
  private static final int LONGEST_TAG = 63;

  /** Room behind the last entry: a word is read where a short one begins. */
  private static final int SLACK_BYTES = Long.BYTES;

  private final PageBuffer page = new PageBuffer(INITIAL_PAGE_BYTES);
  private int[] starts = new int[INITIAL_CAPACITY];
  private int size;
  private int capacity = INITIAL_CAPACITY;
  private long[] slots = new long[Hashing.slotsFor(capacity)];
  private final EntryWords entryWords = new EntryWords();

  /**
   * Looks up, and where needed adds, {@code count} values from number {@code from} on, and puts
   * their ids into {@code ids} from {@code idsFrom} on.
   *
   * @param valueStarts value i is the bytes of {@code data} from {@code valueStarts[i]} on
   * @param lengths as many as {@code lengths[i]}
   * @throws org.parquetext.buffer.BufferLimitException if the distinct values exceed one array
   */
  public void index(
      byte[] data, int[] valueStarts, int[] lengths, int from, int count, int[] ids, int idsFrom) {
    int end = from + count;
    int shift = idsFrom - from;
    int known = from;
    if (areFourWords(lengths, from, end)) {
      known = indexKnown(data, valueStarts, lengths, from, end, ids, shift);
      while (known < end) {
        ids[known + shift] = id(data, valueStarts[known], lengths[known]);
        known = indexKnown(data, valueStarts, lengths, known + 1, end, ids, shift);
      }
    }
    for (int i = known; i < end; i++) {
      ids[i + shift] = id(data, valueStarts[i], lengths[i]);
    }
  }

  private static boolean areFourWords(int[] lengths, int from, int end) {
    long bytes = 0;
    for (int i = from; i < end; i++) {
      bytes += lengths[i];
    }
    long count = end - from;
    return bytes > SHORT_BYTES * count && bytes <= ByteWords.MAX_BYTES * count;
  }

  /**
   * Looks up values as long as they are known, have at most 32 bytes, and a word can be read where
   * they begin.
   *
   * @return the first value that is not so; {@code end} if all are
   */
  private int indexKnown(
      byte[] data, int[] valueStarts, int[] lengths, int from, int end, int[] ids, int shift) {
    long[] entries = entryWords.upTo(size, page.array(), starts, page.size());
    long[] table = slots;
    int tableMask = table.length - 1;
    int tableShift = 1 + Integer.numberOfLeadingZeros(table.length);
    int lastWord = data.length - Long.BYTES;
    for (int i = from; i < end; i++) {
      int start = valueStarts[i];
      int length = lengths[i];
      if (length > ByteWords.MAX_BYTES || start > lastWord) {
        return i;
      }
      long mask = ByteWords.mask(length);
      long first = ByteWords.at(data, start) & mask;
      long second = ByteWords.at(data, start + ByteWords.second(length)) & mask;
      long third = ByteWords.at(data, start + ByteWords.secondToLast(length)) & mask;
      long last = ByteWords.at(data, start + ByteWords.last(length)) & mask;
      int tag = Hashing.words(length, first, second, third, last) & ~LONGEST_TAG | length;
      int slot = tag >>> tableShift;
      long content = table[slot];
      while (content != 0) {
        int id = (int) content - 1;
        int entry = ByteWords.COUNT * id;
        long difference =
            (int) (content >>> 32) ^ tag
                | entries[entry] ^ first
                | entries[entry + 1] ^ second
                | entries[entry + 2] ^ third
                | entries[entry + 3] ^ last;
        if (difference == 0) {
          ids[i + shift] = id;
          break;
        }
        slot = slot + 1 & tableMask;
        content = table[slot];
      }
      if (content == 0) {
        return i;
      }
    }
    return end;
  }

  private int id(byte[] data, int start, int length) {
    int tag = tag(Hashing.bytes(data, start, length), length);
    int mask = slots.length - 1;
    int slot = tag >>> 1 + Integer.numberOfLeadingZeros(slots.length);
    long content = slots[slot];
    while (content != 0) {
      int id = (int) content - 1;
      if ((int) (content >>> 32) == tag && isEntry(id, data, start, length)) {
        return id;
      }
      slot = slot + 1 & mask;
      content = slots[slot];
    }
    return add(data, start, length, tag, slot);
  }

  private static int tag(int hash, int length) {
    return hash & ~LONGEST_TAG | Math.min(length, LONGEST_TAG);
  }

  private boolean isEntry(int id, byte[] data, int start, int length) {
    byte[] entries = page.array();
    int entryStart = starts[id];
    return LittleEndian.getInt(entries, entryStart - Integer.BYTES) == length
        && ByteWords.equal(entries, entryStart, data, start, length);
  }

  private int add(byte[] data, int start, int length, int tag, int slot) {
    page.reserve((long) Integer.BYTES + length + SLACK_BYTES);
    page.putInt(length);
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size] = page.size();
    page.putBytes(data, start, length);
    size++;
    slots[slot] = (long) tag << 32 | size;
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

  /** The number of distinct values. */
  public int size() {
    return size;
  }

  /** The bytes of the PLAIN dictionary page. */
  public long plainBytes() {
    return page.size();
  }

  /** The PLAIN dictionary page itself: four bytes of length and the bytes of each value, by id. */
  public PageBuffer page() {
    return page;
  }

  /**
   * Where the bytes of each value start in {@link #page()}, after their length; only the first
   * {@link #size()} are valid, and only until the next change.
   */
  public int[] starts() {
    return starts;
  }

  /** Forgets all values; keeps the memory, and the table about as large as they needed it. */
  public void clear() {
    int needed = neededCapacity();
    size = 0;
    page.clear();
    entryWords.clear();
    Arrays.fill(slots, 0);
    if (needed != capacity) {
      rebuild(needed);
    }
  }

  /** Gives back all memory that the values of now do not need. */
  public void trim() {
    page.trim(Math.max(INITIAL_PAGE_BYTES, page.size() + SLACK_BYTES));
    starts = Arrays.copyOf(starts, Math.max(size, INITIAL_CAPACITY));
    entryWords.trim();
    if (neededCapacity() != capacity) {
      rebuild(neededCapacity());
    }
  }

  /** Bytes of memory held by values and table, filled or not. */
  public long allocatedBytes() {
    return page.array().length
        + (long) Integer.BYTES * starts.length
        + (long) Long.BYTES * slots.length
        + entryWords.allocatedBytes();
  }

  private int neededCapacity() {
    return Math.max(Hashing.capacityFor(size + 1), INITIAL_CAPACITY);
  }
}
