package org.parquetext.buffer;

/** A buffer was asked to hold more bytes than one Java array can. */
public final class BufferLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BufferLimitException(long wantedBytes, int limitBytes) {
    super(
        "Cannot hold "
            + wantedBytes
            + " bytes in one buffer: the limit is "
            + limitBytes
            + " bytes");
  }
}
