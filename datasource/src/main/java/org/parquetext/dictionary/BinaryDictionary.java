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
 * <p>Where values are new, each is looked up and added by itself. While most are known already, a
 * {@link WordLookup} has them. Not thread-safe.
 */
public final class BinaryDictionary {

  private static final int INITIAL_CAPACITY = 1 << 6;
  private static final int INITIAL_PAGE_BYTES = 1 << 10;

  /** Values that are looked up one by one before it is decided how the next ones are. */
  private static final int GROUP = 64;

  /** Mostly known are values of which no more than one in so many is new. */
  private static final int FEW = 8;

  /** Room behind the last entry: all words are read where it begins. */
  private static final int SLACK_BYTES = ByteWords.MAX_BYTES;

  private final PageBuffer page = new PageBuffer(INITIAL_PAGE_BYTES);
  private int[] starts = new int[INITIAL_CAPACITY];
  private int size;

  /** Whether few of the last values were new; decides nothing but how the next are looked up. */
  private boolean mostlyKnown;

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
    IndexedValues values = new IndexedValues(data, valueStarts, lengths, ids, idsFrom - from);
    int end = from + count;
    int words = wordsOf(lengths, from, end);
    for (int next = from; next < end; ) {
      next =
          words > 0 && mostlyKnown
              ? indexKnown(words, values, next, end)
              : indexAny(values, next, Math.min(end, next + GROUP));
    }
  }

  /** How many words hold each of the values, or nearly each; 0 if they are longer. */
  private static int wordsOf(int[] lengths, int from, int end) {
    int longest = 0;
    long bytes = 0;
    for (int i = from; i < end; i++) {
      longest = Math.max(longest, lengths[i]);
      bytes += lengths[i];
    }
    if (longest <= 2 * Long.BYTES) {
      return longest <= Long.BYTES ? 1 : 2;
    }
    return bytes <= (long) ByteWords.MAX_BYTES * (end - from) ? ByteWords.COUNT : 0;
  }

  /** Looks up values until one is new, with that. */
  private int indexKnown(int words, IndexedValues values, int from, int end) {
    long[] entries = entryWords.upTo(size, page.array(), starts, page.size());
    int unknown =
        switch (words) {
          case 1 -> WordLookup.oneWord(slots, entries, values, from, end);
          case 2 -> WordLookup.twoWords(slots, entries, values, from, end);
          default -> WordLookup.fourWords(slots, entries, values, from, end);
        };
    if (unknown == end) {
      return end;
    }
    mostlyKnown = unknown - from >= FEW;
    return indexAny(values, unknown, unknown + 1);
  }

  /** Looks values up one by one, known or not. */
  private int indexAny(IndexedValues values, int from, int end) {
    int before = size;
    for (int i = from; i < end; i++) {
      values.ids()[i + values.shift()] = id(values.data(), values.starts()[i], values.lengths()[i]);
    }
    mostlyKnown |= FEW * (size - before) < end - from;
    return end;
  }

  private int id(byte[] data, int start, int length) {
    int tagged = Math.min(length, WordLookup.LONGEST_TAG);
    long tag = WordLookup.tag(Hashing.bytes(data, start, length), tagged);
    int mask = slots.length - 1;
    int slot = Hashing.slotOf(tag, slots.length);
    long content = slots[slot];
    while (content != 0) {
      int id = (int) content - 1;
      if ((content ^ tag) >>> Integer.SIZE == 0 && isEntry(id, data, start, length)) {
        return id;
      }
      slot = slot + 1 & mask;
      content = slots[slot];
    }
    return add(data, start, length, tag, slot);
  }

  private boolean isEntry(int id, byte[] data, int start, int length) {
    byte[] entries = page.array();
    int entryStart = starts[id];
    return LittleEndian.getInt(entries, entryStart - Integer.BYTES) == length
        && ByteWords.equal(entries, entryStart, data, start, length);
  }

  private int add(byte[] data, int start, int length, long tag, int slot) {
    page.reserve((long) Integer.BYTES + length + SLACK_BYTES);
    page.putInt(length);
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size] = page.size();
    page.putBytes(data, start, length);
    size++;
    slots[slot] = tag | size;
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
        int slot = Hashing.slotOf(content, slots.length);
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
