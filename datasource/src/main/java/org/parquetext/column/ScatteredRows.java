package org.parquetext.column;

import org.parquetext.dictionary.BinaryDictionary;
import org.parquetext.level.ScatteredBytes;

/**
 * Where the values of those of some rows lie that are not null. Confined to one thread at a time.
 */
final class ScatteredRows {

  private byte[] data;
  private int[] starts;
  private int[] lengths;
  private int from;
  private int[] presentStarts = {};
  private int[] presentLengths = {};

  /**
   * Looks at some rows; valid until the next call, and as long as {@code bytes} are.
   *
   * @param present how many are present, and what bits of {@code validity} are set
   */
  void read(ScatteredBytes bytes, int first, int rows, long[] validity, int present) {
    data = bytes.data();
    if (present == rows) {
      starts = bytes.starts();
      lengths = bytes.lengths();
      from = first;
      return;
    }
    reserve(rows);
    System.arraycopy(bytes.starts(), first, presentStarts, 0, rows);
    System.arraycopy(bytes.lengths(), first, presentLengths, 0, rows);
    PresentValues.compact(presentStarts, validity, rows);
    PresentValues.compact(presentLengths, validity, rows);
    starts = presentStarts;
    lengths = presentLengths;
    from = 0;
  }

  private void reserve(int rows) {
    if (presentStarts.length < rows) {
      presentStarts = new int[rows];
      presentLengths = new int[rows];
    }
  }

  /** The bytes of the first {@code count} values. */
  long bytes(int count) {
    long bytes = 0;
    for (int i = from; i < from + count; i++) {
      bytes += lengths[i];
    }
    return bytes;
  }

  /** Makes {@code out} the first {@code count} values, end to end. */
  void gather(int count, ByteArrays out) {
    out.gather(data, starts, lengths, from, count, bytes(count));
  }

  /** Puts the ids of the first {@code count} values into {@code ids} from {@code idsFrom} on. */
  void index(BinaryDictionary dictionary, int count, int[] ids, int idsFrom) {
    dictionary.index(data, starts, lengths, from, count, ids, idsFrom);
  }

  /** Forgets the rows, whose page may be large. */
  void clear() {
    data = null;
    starts = null;
    lengths = null;
  }

  /** Gives back what many rows needed. */
  void trim(int maxRetained) {
    if (presentStarts.length > maxRetained / Integer.BYTES) {
      presentStarts = new int[0];
      presentLengths = new int[0];
    }
  }
}
