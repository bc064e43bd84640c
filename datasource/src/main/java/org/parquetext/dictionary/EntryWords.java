package org.parquetext.dictionary;

import java.util.Arrays;

/**
 * The {@link ByteWords four words} of each entry of a dictionary, side by side, so that a value is
 * compared with an entry by four loads from one place. Those of an entry of more than 32 bytes say
 * nothing. Kept only by dictionaries that are asked for such values. Not thread-safe.
 */
final class EntryWords {

  private static final long[] NONE = {};

  private long[] words = NONE;
  private int size;

  /**
   * The words of all entries: those of entry i begin at {@code 4 * i}.
   *
   * @param page holds the entries, readable 32 bytes from the beginning of each
   * @param starts where each begins in it
   * @param ends the end of the last one
   */
  long[] upTo(int entries, byte[] page, int[] starts, int ends) {
    if (size < entries) {
      if (words.length < ByteWords.COUNT * entries) {
        words = Arrays.copyOf(words, ByteWords.COUNT * starts.length);
      }
      for (int i = size; i < entries; i++) {
        int end = i + 1 < entries ? starts[i + 1] - Integer.BYTES : ends;
        put(i, page, starts[i], end - starts[i]);
      }
      size = entries;
    }
    return words;
  }

  private void put(int entry, byte[] page, int start, int length) {
    int at = ByteWords.COUNT * entry;
    int readable = Math.min(length, ByteWords.MAX_BYTES);
    for (int word = 0; word < ByteWords.COUNT; word++) {
      words[at + word] = ByteWords.word(page, start, readable, word);
    }
  }

  void clear() {
    size = 0;
  }

  /** Gives the memory back; what is still needed is made again. */
  void trim() {
    words = NONE;
    size = 0;
  }

  long allocatedBytes() {
    return (long) Long.BYTES * words.length;
  }
}
