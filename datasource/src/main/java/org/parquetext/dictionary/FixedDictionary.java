package org.parquetext.dictionary;

import org.parquetext.buffer.PageBuffer;

/** The distinct values of a FIXED_LEN_BYTE_ARRAY or INT96 column. Not thread-safe. */
public final class FixedDictionary {

  private final ByteStringTable table = ByteStringTable.ofOneLength();
  private final int width;

  /** A dictionary of values of this many bytes; at least one. */
  public FixedDictionary(int width) {
    this.width = width;
  }

  /**
   * Looks up, and where needed adds, {@code count} values from number {@code from} on, and puts
   * their ids into {@code ids} from {@code idsFrom} on.
   *
   * @param data value i starts at byte {@code i * width}
   * @throws org.parquetext.buffer.BufferLimitException if the distinct values exceed one array
   */
  public void index(byte[] data, int from, int count, int[] ids, int idsFrom) {
    for (int i = 0; i < count; i++) {
      ids[idsFrom + i] = table.id(data, (from + i) * width, width);
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

  /** The PLAIN dictionary page itself: the values by id, one after the other. */
  public PageBuffer page() {
    return table.page();
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
