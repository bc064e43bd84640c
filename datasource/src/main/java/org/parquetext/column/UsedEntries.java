package org.parquetext.column;

import java.util.Arrays;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.dictionary.BinaryDictionary;

/**
 * Which entries of a dictionary the open page uses: where values repeat, its bounds are those of
 * the entries, and each of them is looked at once. Confined to one thread at a time.
 */
final class UsedEntries {

  /** Where values repeat less often than this, marking them saves nothing. */
  private static final int MIN_REPETITIONS = 4;

  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private byte[] used = new byte[0];
  private int end;

  /** Whether so many values with so many entries in the dictionary are worth marking. */
  static boolean pay(int values, int entries) {
    return entries <= values / MIN_REPETITIONS;
  }

  /**
   * Marks the entries behind ids.
   *
   * @param entries the size of the dictionary
   */
  void mark(int[] ids, int from, int count, int entries) {
    if (used.length < entries) {
      used = Arrays.copyOf(used, 2 * entries);
    }
    byte[] marks = used;
    for (int i = from; i < from + count; i++) {
      marks[ids[i]] = 1;
    }
    end = Math.max(end, entries);
  }

  /** Hands the marked entries over, and forgets the marks. */
  void drain(BinaryDictionary dictionary, ByteArrayValues.RangeUpdate range) {
    if (end == 0) {
      return;
    }
    byte[] page = dictionary.page().array();
    reserve(end);
    int count = 0;
    for (int id = 0; id < end; id++) {
      if (used[id] != 0) {
        int start = dictionary.starts()[id];
        starts[count] = start;
        lengths[count++] = LittleEndian.getInt(page, start - Integer.BYTES);
      }
    }
    range.accept(page, starts, lengths, 0, count);
    clear();
  }

  private void reserve(int entries) {
    if (starts.length < entries) {
      starts = new int[2 * entries];
      lengths = new int[2 * entries];
    }
  }

  void clear() {
    Arrays.fill(used, 0, end, (byte) 0);
    end = 0;
  }

  /** Gives back the memory of the pages before. */
  void trim() {
    starts = new int[0];
    lengths = new int[0];
    used = new byte[0];
    end = 0;
  }

  /** Bytes of memory held, filled or not. */
  long allocatedBytes() {
    return used.length + 2L * Integer.BYTES * starts.length;
  }
}
