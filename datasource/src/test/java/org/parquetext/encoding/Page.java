package org.parquetext.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.parquetext.buffer.PageBuffer;

/**
 * The values of one page behind a few bytes that encoders must leave alone, and parquet-java's own
 * readers and writers as oracles.
 */
final class Page {

  private static final byte[] BEFORE = {1, 2, 3};

  private final PageBuffer buffer = new PageBuffer(0);

  Page() {
    clear();
  }

  void clear() {
    buffer.clear();
    buffer.putBytes(BEFORE, 0, BEFORE.length);
  }

  /** Where encoders append. */
  PageBuffer buffer() {
    return buffer;
  }

  /** What has been appended. */
  byte[] bytes() {
    assertThat(Arrays.copyOf(buffer.array(), BEFORE.length)).isEqualTo(BEFORE);
    return Arrays.copyOfRange(buffer.array(), BEFORE.length, buffer.size());
  }

  /** Opens the reader on what has been appended. */
  <R extends ValuesReader> R open(R reader, int count) {
    try {
      reader.initFromPage(count, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes())));
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What parquet-java's writer makes of the values. */
  static byte[] written(WriterFactory factory, Values values) {
    ValuesWriter writer = factory.open(64, 1 << 20, HeapByteBufferAllocator.getInstance());
    try {
      values.writeTo(writer);
      return writer.getBytes().toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.close();
    }
  }

  /** Writes values one by one. */
  static Values binaries(byte[][] values) {
    return writer -> {
      for (byte[] value : values) {
        writer.writeBytes(Binary.fromConstantByteArray(value));
      }
    };
  }

  /** A constructor of a writer of parquet-java. */
  interface WriterFactory {
    ValuesWriter open(int initialSize, int pageSize, HeapByteBufferAllocator allocator);
  }

  /** Values that a writer of parquet-java gets. */
  interface Values {
    void writeTo(ValuesWriter writer);
  }
}
