package org.parquetext.encoding;

import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's DELTA_LENGTH_BYTE_ARRAY encoding of BYTE_ARRAY values (Parquet format, "Delta-length
 * byte array").
 *
 * <pre>
 *   page := lengths of all values, DELTA_BINARY_PACKED as INT32;
 *           the bytes of all values, end to end
 * </pre>
 *
 * <p>Owns its scratch memory: not thread-safe, of use for any number of pages.
 */
public final class DeltaLengthByteArrayEncoder {

  private final DeltaBinaryPackedEncoder lengthEncoder = new DeltaBinaryPackedEncoder();
  private int[] lengths = new int[0];

  /** An encoder whose scratch memory grows to four bytes per value of a page. */
  public DeltaLengthByteArrayEncoder() {}

  /**
   * Appends all values of a page.
   *
   * @param offsets value i is {@code data} from {@code offsets[i]} to {@code offsets[i + 1]}
   */
  public void encode(byte[] data, int[] offsets, int from, int count, PageBuffer out) {
    readLengths(offsets, from, count);
    lengthEncoder.encode(lengths, 0, count, out);
    out.putBytes(data, offsets[from], offsets[from + count] - offsets[from]);
  }

  private void readLengths(int[] offsets, int from, int count) {
    if (lengths.length < count) {
      lengths = new int[count];
    }
    for (int i = 0; i < count; i++) {
      lengths[i] = offsets[from + i + 1] - offsets[from + i];
    }
  }
}
