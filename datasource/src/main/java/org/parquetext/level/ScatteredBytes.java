package org.parquetext.level;

/**
 * The values of a leaf of variable width where they lie, in an array that holds other things too:
 * the value at position {@code i} is {@code lengths[i]} bytes of {@code data} from {@code
 * starts[i]} on; a null has length 0 and a start within the array. {@code longest} is no less than
 * any length. A view of arrays that it does not own.
 */
public record ScatteredBytes(byte[] data, int[] starts, int[] lengths, int longest) {

  /** The bytes of {@code count} values. */
  public long bytes(int from, int count) {
    long bytes = 0;
    for (int i = from; i < from + count; i++) {
      bytes += lengths[i];
    }
    return bytes;
  }

  /** How many of {@code count} values fit into {@code room} if each costs four bytes more. */
  public int rowsWithin(int from, int count, long room) {
    if (count * (4L + longest) <= room) {
      return count;
    }
    long used = 0;
    for (int i = 0; i < count; i++) {
      used += 4L + lengths[from + i];
      if (used > room) {
        return i;
      }
    }
    return count;
  }
}
