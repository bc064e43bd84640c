package org.parquetext.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a structure of the format by way of memory. An error of the stream thus stays what it is:
 * passed through the serializer it would come with the whole structure as its message, values of
 * the table included.
 */
final class ThriftBytes {

  private ThriftBytes() {}

  static void write(Structure structure, OutputStream out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    structure.writeTo(bytes);
    bytes.writeTo(out);
  }

  /** Serializes itself. */
  interface Structure {
    void writeTo(OutputStream out) throws IOException;
  }
}
