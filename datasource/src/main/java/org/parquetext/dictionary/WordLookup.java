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

  private WordLookup() {}

  /** The hash with the length in place of its low bits: equal ones mean equal lengths. */
  static int tag(int hash, int length) {
    return hash & ~LONGEST_TAG | Math.min(length, LONGEST_TAG);
  }

  /** Looks up values of at most 8 bytes. */
  static int oneWord(long[] slots, long[] entries, IndexedValues values, int from, int end) {
    byte[] data = values.data();
    int lastWord = data.length - Long.BYTES;
    for (int i = from; i < end; i++) {
      int start = values.starts()[i];
      int length = values.lengths()[i];
      if (start > lastWord) {
        return i;
      }
      long word = ByteWords.at(data, start) & ByteWords.mask(length);
      int id = id(slots, entries, Hashing.word(length, word) & ~LONGEST_TAG | length, word);
      if (id < 0) {
        return i;
      }
      values.ids()[i + values.shift()] = id;
    }
    return end;
  }

  private static int id(long[] slots, long[] entries, int tag, long word) {
    int mask = slots.length - 1;
    int slot = tag >>> 1 + Integer.numberOfLeadingZeros(slots.length);
    for (long content = slots[slot]; content != 0; content = slots[slot]) {
      int id = (int) content - 1;
      long difference = (int) (content >>> 32) ^ tag | entries[ByteWords.COUNT * id] ^ word;
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
    int lastWord = data.length - Long.BYTES;
    for (int i = from; i < end; i++) {
      int start = values.starts()[i];
      int length = values.lengths()[i];
      if (start > lastWord) {
        return i;
      }
      long bits = ByteWords.mask(length);
      long first = ByteWords.at(data, start) & bits;
      long last = ByteWords.at(data, start + ByteWords.last(length)) & bits;
      int id =
          id(
              slots,
              entries,
              Hashing.twoWords(length, first, last) & ~LONGEST_TAG | length,
              first,
              last);
      if (id < 0) {
        return i;
      }
      values.ids()[i + values.shift()] = id;
    }
    return end;
  }

  private static int id(long[] slots, long[] entries, int tag, long first, long last) {
    int mask = slots.length - 1;
    int slot = tag >>> 1 + Integer.numberOfLeadingZeros(slots.length);
    for (long content = slots[slot]; content != 0; content = slots[slot]) {
      int id = (int) content - 1;
      int entry = ByteWords.COUNT * id;
      long difference =
          (int) (content >>> 32) ^ tag | entries[entry] ^ first | entries[entry + 3] ^ last;
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
    int lastWord = data.length - Long.BYTES;
    for (int i = from; i < end; i++) {
      int start = values.starts()[i];
      int length = values.lengths()[i];
      if (length > ByteWords.MAX_BYTES || start > lastWord) {
        return i;
      }
      long bits = ByteWords.mask(length);
      long first = ByteWords.at(data, start) & bits;
      long second = ByteWords.at(data, start + ByteWords.second(length)) & bits;
      long third = ByteWords.at(data, start + ByteWords.secondToLast(length)) & bits;
      long last = ByteWords.at(data, start + ByteWords.last(length)) & bits;
      int hash = Hashing.words(length, first, second, third, last);
      int id = id(slots, entries, hash & ~LONGEST_TAG | length, first, second, third, last);
      if (id < 0) {
        return i;
      }
      values.ids()[i + values.shift()] = id;
    }
    return end;
  }

  private static int id(
      long[] slots, long[] entries, int tag, long first, long second, long third, long last) {
    int mask = slots.length - 1;
    int slot = tag >>> 1 + Integer.numberOfLeadingZeros(slots.length);
    for (long content = slots[slot]; content != 0; content = slots[slot]) {
      int id = (int) content - 1;
      int entry = ByteWords.COUNT * id;
      long difference =
          (int) (content >>> 32) ^ tag
              | entries[entry] ^ first
              | entries[entry + 1] ^ second
              | entries[entry + 2] ^ third
              | entries[entry + 3] ^ last;
      if (difference == 0) {
        return id;
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }
}
