package org.parquetext.encoding;

import org.parquetext.buffer.LittleEndian;

/** Copies of single values, most of which are short: a call costs more than their bytes. */
final class ShortCopy {

  /** How many bytes from its start on {@link #copy} may overwrite, however short the value is. */
  static final int SLACK_BYTES = 2 * Long.BYTES;

  private ShortCopy() {}

  /** Copies; {@code to} has {@link #SLACK_BYTES} bytes of room from {@code toOffset} on. */
  static void copy(byte[] source, int offset, int length, byte[] to, int toOffset) {
    if (length <= SLACK_BYTES && offset <= source.length - SLACK_BYTES) {
      LittleEndian.putLong(to, toOffset, LittleEndian.getLong(source, offset));
      LittleEndian.putLong(
          to, toOffset + Long.BYTES, LittleEndian.getLong(source, offset + Long.BYTES));
    } else {
      System.arraycopy(source, offset, to, toOffset, length);
    }
  }
}
