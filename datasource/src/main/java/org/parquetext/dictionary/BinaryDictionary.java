package org.parquetext.dictionary;

import org.parquetext.buffer.PageBuffer;

/** The distinct values of a BYTE_ARRAY column. Not thread-safe. */
public final class BinaryDictionary {

  private final ByteStringTable table = ByteStringTable.ofAnyLength();

  /**
   * Looks up, and where needed adds, {@code count} values from number {@code from} on, and puts
   * their ids into {@code ids} from {@code idsFrom} on.
   *
   * @param offsets value i is {@code data} from {@code offsets[i]} to {@code offsets[i + 1]}
   * @throws org.parquetext.buffer.BufferLimitException if the distinct values exceed one array
   */
  public void index(byte[] data, int[] offsets, int from, int count, int[] ids, int idsFrom) {
    int start = offsets[from];
    for (int i = 0; i < count; i++) {
      int end = offsets[from + i + 1];
      ids[idsFrom + i] = table.id(data, start, end - start);
      start = end;
    }
  }

  /** The number of distinct values. */
  public int size() {
    return table.size();
  }

  /** The bytes of the PLAIN dictionary page. */
  public long plainBytes() {
    return table.page().size();
  }

  /** The PLAIN dictionary page itself: four bytes of length and the bytes of each value, by id. */
  public PageBuffer page() {
    return table.page();
  }

  /**
   * Where the bytes of each value start in {@link #page()}, after their length; only the first
   * {@link #size()} are valid, and only until the next change.
   */
  public int[] starts() {
    return table.starts();
  }

  /** Forgets all values; keeps the memory, and the table about as large as they needed it. */
  public void clear() {
    table.clear();
  }

  /** Gives back all memory that the values of now do not need. */
  public void trim() {
    table.trim();
  }
}
