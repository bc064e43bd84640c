package org.parquetext.file;

import java.io.IOException;
import java.io.OutputStream;

/** Counts what is written, and keeps nothing of it. */
final class CountedBytes extends OutputStream {

  private long count;

  private CountedBytes() {}

  /** The bytes that a structure of the format takes. */
  static long of(ThriftBytes.Structure structure) throws IOException {
    CountedBytes counted = new CountedBytes();
    structure.writeTo(counted);
    return counted.count;
  }

  @Override
  public void write(int b) {
    count++;
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    count += length;
  }
}
