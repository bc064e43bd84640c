package org.parquetext.column;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.ByteStreamSplitEncoder;
import org.parquetext.encoding.DeltaBinaryPackedEncoder;
import org.parquetext.encoding.PlainEncoder;

/** A sink of INT64 or DOUBLE values. */
interface LongSink extends ValueSink {

  /** Takes the first {@code count} values. */
  void append(long[] values, int count, PageBuffer page);

  /** Takes the values behind the first {@code count} ids. */
  void appendOf(long[] dictionary, int[] ids, int count, PageBuffer page);

  /** The sink of an encoding. */
  static LongSink of(Encoding encoding) {
    return switch (encoding) {
      case PLAIN -> new Plain();
      case DELTA_BINARY_PACKED -> new Gathered(encoding, new DeltaBinaryPackedEncoder()::encode);
      case BYTE_STREAM_SPLIT -> new Gathered(encoding, ByteStreamSplitEncoder::encode);
      default -> throw ValueSink.unknown(encoding);
    };
  }

  /** Encodes all values of a page. */
  interface Encoder {
    void encode(long[] values, int from, int count, PageBuffer page);
  }

  /** Each value goes into the page at once. */
  final class Plain implements LongSink {

    @Override
    public void append(long[] values, int count, PageBuffer page) {
      PlainEncoder.longs(values, 0, count, page);
    }

    @Override
    public void appendOf(long[] dictionary, int[] ids, int count, PageBuffer page) {
      PlainEncoder.longsOf(dictionary, ids, 0, count, page);
    }

    @Override
    public Encoding encode(PageBuffer page) {
      return Encoding.PLAIN;
    }
  }

  /** The values of a page are gathered until it ends. */
  final class Gathered implements LongSink {

    private final Encoding encoding;
    private final Encoder encoder;
    private long[] gathered = new long[0];
    private int size;

    Gathered(Encoding encoding, Encoder encoder) {
      this.encoding = encoding;
      this.encoder = encoder;
    }

    @Override
    public void append(long[] values, int count, PageBuffer page) {
      reserve(count);
      System.arraycopy(values, 0, gathered, size, count);
      size += count;
    }

    @Override
    public void appendOf(long[] dictionary, int[] ids, int count, PageBuffer page) {
      reserve(count);
      for (int i = 0; i < count; i++) {
        gathered[size + i] = dictionary[ids[i]];
      }
      size += count;
    }

    private void reserve(int more) {
      if (gathered.length - size < more) {
        gathered = Arrays.copyOf(gathered, Math.max(size + more, size + (size >> 1)));
      }
    }

    @Override
    public Encoding encode(PageBuffer page) {
      encoder.encode(gathered, 0, size, page);
      return encoding;
    }

    @Override
    public void clear() {
      size = 0;
    }

    @Override
    public void trim() {
      gathered = new long[0];
    }

    @Override
    public long allocatedBytes() {
      return (long) Long.BYTES * gathered.length;
    }
  }
}
