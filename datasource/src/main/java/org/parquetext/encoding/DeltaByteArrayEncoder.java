package org.parquetext.encoding;

import java.util.Arrays;
import org.parquetext.buffer.PageBuffer;

/**
 * Parquet's DELTA_BYTE_ARRAY encoding of BYTE_ARRAY and FIXED_LEN_BYTE_ARRAY values, also called
 * incremental or front coding (Parquet format, "Delta Strings").
 *
 * <pre>
 *   page := for each value, how many of its first bytes are those of the value before it,
 *           DELTA_BINARY_PACKED as INT32; the first value of a page has 0;
 *           what follows these bytes in each value, DELTA_LENGTH_BYTE_ARRAY
 * </pre>
 *
 * <p>Owns its scratch memory: not thread-safe, of use for any number of pages.
 */
public final class DeltaByteArrayEncoder {

  private final DeltaBinaryPackedEncoder lengthEncoder = new DeltaBinaryPackedEncoder();
  private int[] prefixLengths = new int[0];
  private int[] suffixLengths = new int[0];
  private int[] fixedOffsets = new int[0];

  /** An encoder whose scratch memory grows to eight or twelve bytes per value of a page. */
  public DeltaByteArrayEncoder() {}

  /**
   * Appends all BYTE_ARRAY values of a page.
   *
   * @param offsets value i is {@code data} from {@code offsets[i]} to {@code offsets[i + 1]}
   */
  public void encode(byte[] data, int[] offsets, int from, int count, PageBuffer out) {
    long suffixBytes = readLengths(data, offsets, from, count);
    lengthEncoder.encode(prefixLengths, 0, count, out);
    lengthEncoder.encode(suffixLengths, 0, count, out);
    out.reserve(suffixBytes + ShortCopy.SLACK_BYTES);
    byte[] array = out.array();
    int position = out.size();
    for (int i = 0; i < count; i++) {
      int length = suffixLengths[i];
      ShortCopy.copy(data, offsets[from + i + 1] - length, length, array, position);
      position += length;
    }
    out.size(position);
  }

  /**
   * Appends all FIXED_LEN_BYTE_ARRAY values of a page.
   *
   * @param data value i starts at byte {@code i * width}
   */
  public void encodeFixed(byte[] data, int width, int from, int count, PageBuffer out) {
    encode(data, fixedOffsets(width, from, count), 0, count, out);
  }

  /** Finds the lengths of all prefixes and suffixes; returns the sum of the latter. */
  private long readLengths(byte[] data, int[] offsets, int from, int count) {
    if (prefixLengths.length < count) {
      prefixLengths = new int[count];
      suffixLengths = new int[count];
    }
    long suffixBytes = 0;
    int previous = offsets[from];
    int start = previous;
    for (int i = 0; i < count; i++) {
      int end = offsets[from + i + 1];
      int prefix = commonPrefix(data, previous, start, end);
      prefixLengths[i] = prefix;
      suffixLengths[i] = end - start - prefix;
      suffixBytes += end - start - prefix;
      previous = start;
      start = end;
    }
    return suffixBytes;
  }

  /** How many bytes the values at {@code previous} and {@code start}, side by side, share. */
  private static int commonPrefix(byte[] data, int previous, int start, int end) {
    int mismatch = Arrays.mismatch(data, previous, start, data, start, end);
    return mismatch < 0 ? end - start : mismatch;
  }

  private int[] fixedOffsets(int width, int from, int count) {
    if (fixedOffsets.length <= count) {
      fixedOffsets = new int[count + 1];
    }
    for (int i = 0; i <= count; i++) {
      fixedOffsets[i] = (from + i) * width;
    }
    return fixedOffsets;
  }
}
