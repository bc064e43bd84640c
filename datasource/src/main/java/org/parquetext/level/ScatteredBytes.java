package org.parquetext.level;

/**
 * The values of a leaf of variable width where they lie, in an array that holds other things too:
 * the value at position {@code i} is {@code lengths[i]} bytes of {@code data} from {@code
 * starts[i]} on. A null is as long as nothing. {@link #SLACK} bytes from each start on are
 * readable, whatever its length. A view of arrays that it does not own.
 */
public record ScatteredBytes(byte[] data, int[] starts, int[] lengths) {

  /** How much may be read, so that short values are read by a fixed number of words. */
  public static final int SLACK = 3 * Long.BYTES;

  /** The bytes of {@code count} values. */
  public long bytes(int from, int count) {
    long bytes = 0;
    for (int i = from; i < from + count; i++) {
      bytes += lengths[i];
    }
    return bytes;
  }
}
