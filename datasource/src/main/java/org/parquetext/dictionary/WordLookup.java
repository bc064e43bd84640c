package org.parquetext.dictionary;

/**
 * Looks up values that a {@link BinaryDictionary} has already, without a branch on the length of
 * each, which is often predicted wrong: all of a batch are read, hashed and compared by as many
 * {@link ByteWords words} as the longest needs. Each method takes the slots of the dictionary and
 * the words of its entries, as {@link EntryWords} has them; it stops at the first value that is not
 * known, or cannot be read so, and returns its position, {@code end} if there is none.
 */
final class WordLookup {

  /** Lengths from here on have the same tag; longer than what four words hold. */
  static final int LONGEST_TAG = 63;

  private static final long TAG_OF_HASH = (long) ~LONGEST_TAG << Integer.SIZE;

  private WordLookup() {}

  /**
   * What the high half of a slot holds: that of the hash, with the length in place of its low bits.
   * Equal ones mean equal lengths. The low half is zero.
   *
   * @param length at most {@link #LONGEST_TAG}
   */
  static long tag(long hash, int length) {
    return hash & TAG_OF_HASH | (long) length << Integer.SIZE;
  }

  /** Looks up values of at most 8 bytes. */
  static int oneWord(long[] slots, long[] entries, IndexedValues values, int from, int end) {
    byte[] data = values.data();
    int lastStart = data.length - Long.BYTES;
    for (int i = from; i < end; i++) {
      int start = values.starts()[i];
      int length = values.lengths()[i];
      if (start > lastStart) {
        return i;
      }
      long word = ByteWords.word(data, start, length, 0);
      int id = id(slots, entries, tag(Hashing.word(length, word), length), word);
      if (id < 0) {
        return i;
      }
      values.ids()[i + values.shift()] = id;
    }
    return end;
  }

  private static int id(long[] slots, long[] entries, long tag, long word) {
    int mask = slots.length - 1;
    int slot = Hashing.slotOf(tag, slots.length);
    for (long content = slots[slot]; content != 0; content = slots[slot]) {
      int id = (int) content - 1;
      long difference = (content ^ tag) >>> Integer.SIZE | entries[ByteWords.COUNT * id] ^ word;
      if (difference == 0) {
        return id;
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }

  /** Looks up values of at most 16 bytes. */
  static int twoWords(long[] slots, long[] entries, IndexedValues values, int from, int end) {
    byte[] data = values.data();
    int lastStart = data.length - 2 * Long.BYTES;
    for (int i = from; i < end; i++) {
      int start = values.starts()[i];
      int length = values.lengths()[i];
      if (start > lastStart) {
        return i;
      }
      long first = ByteWords.word(data, start, length, 0);
      long second = ByteWords.word(data, start, length, 1);
      long tag = tag(Hashing.twoWords(length, first, second), length);
      int id = id(slots, entries, tag, first, second);
      if (id < 0) {
        return i;
      }
      values.ids()[i + values.shift()] = id;
    }
    return end;
  }

  private static int id(long[] slots, long[] entries, long tag, long first, long second) {
    int mask = slots.length - 1;
    int slot = Hashing.slotOf(tag, slots.length);
    for (long content = slots[slot]; content != 0; content = slots[slot]) {
      int id = (int) content - 1;
      int entry = ByteWords.COUNT * id;
      long difference =
          (content ^ tag) >>> Integer.SIZE | entries[entry] ^ first | entries[entry + 1] ^ second;
      if (difference == 0) {
        return id;
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }

  /** Looks up values of at most 32 bytes, and stops where one has more. */
  static int fourWords(long[] slots, long[] entries, IndexedValues values, int from, int end) {
    byte[] data = values.data();
    int lastStart = data.length - ByteWords.MAX_BYTES;
    for (int i = from; i < end; i++) {
      int start = values.starts()[i];
      int length = values.lengths()[i];
      if (length > ByteWords.MAX_BYTES || start > lastStart) {
        return i;
      }
      long first = ByteWords.word(data, start, length, 0);
      long second = ByteWords.word(data, start, length, 1);
      long third = ByteWords.word(data, start, length, 2);
      long fourth = ByteWords.word(data, start, length, 3);
      long tag = tag(Hashing.words(length, first, second, third, fourth), length);
      int id = id(slots, entries, tag, first, second, third, fourth);
      if (id < 0) {
        return i;
      }
      values.ids()[i + values.shift()] = id;
    }
    return end;
  }

  private static int id(
      long[] slots, long[] entries, long tag, long first, long second, long third, long fourth) {
    int mask = slots.length - 1;
    int slot = Hashing.slotOf(tag, slots.length);
    for (long content = slots[slot]; content != 0; content = slots[slot]) {
      int id = (int) content - 1;
      int entry = ByteWords.COUNT * id;
      long difference =
          (content ^ tag) >>> Integer.SIZE
              | entries[entry] ^ first
              | entries[entry + 1] ^ second
              | entries[entry + 2] ^ third
              | entries[entry + 3] ^ fourth;
      if (difference == 0) {
        return id;
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }
}
