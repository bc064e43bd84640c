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

  /** More than this is given back after an outlier. */
  private static final int RETAINED_BYTES = 4 << 20;

  private final ByteArrays gathered = new ByteArrays();
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

  /** Hands the bytes of the marked entries over, and forgets the marks. */
  void drain(BinaryDictionary dictionary, ByteArrayValues.RangeUpdate range) {
    if (end == 0) {
      return;
    }
    byte[] page = dictionary.page().array();
    int[] starts = dictionary.starts();
    gathered.reserve(end, dictionary.plainBytes());
    int count = 0;
    int bytes = 0;
    for (int id = 0; id < end; id++) {
      if (used[id] != 0) {
        int length = LittleEndian.getInt(page, starts[id] - Integer.BYTES);
        System.arraycopy(page, starts[id], gathered.data, bytes, length);
        bytes += length;
        gathered.offsets[++count] = bytes;
      }
    }
    range.accept(gathered.data, gathered.offsets, 0, count);
    gathered.trim(RETAINED_BYTES);
    clear();
  }

  void clear() {
    Arrays.fill(used, 0, end, (byte) 0);
    end = 0;
  }

  /** Gives back the memory of the pages before. */
  void trim() {
    gathered.trim(0);
    used = new byte[0];
    end = 0;
  }

  /** Bytes of memory held, filled or not. */
  long allocatedBytes() {
    return used.length + gathered.data.length + (long) Integer.BYTES * gathered.offsets.length;
  }
}
