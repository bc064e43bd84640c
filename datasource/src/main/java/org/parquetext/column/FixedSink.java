package org.parquetext.column;

import java.util.function.Supplier;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.ByteStreamSplitEncoder;
import org.parquetext.encoding.DeltaByteArrayEncoder;

/** A sink of FIXED_LEN_BYTE_ARRAY values, end to end. */
interface FixedSink extends ValueSink {

  /** Takes some whole values. */
  void append(byte[] values, int from, int bytes, PageBuffer page);

  /** The sink of an encoding. */
  static FixedSink of(Encoding encoding, int width) {
    return switch (encoding) {
      case PLAIN -> new Plain();
      case DELTA_BYTE_ARRAY ->
          new Gathered(encoding, width, () -> new DeltaByteArrayEncoder()::encodeFixed);
      case BYTE_STREAM_SPLIT ->
          new Gathered(encoding, width, () -> ByteStreamSplitEncoder::encodeFixed);
      default -> throw ValueSink.unknown(encoding);
    };
  }

  /** Encodes all values of a page. */
  interface Encoder {
    void encode(byte[] data, int width, int from, int count, PageBuffer page);
  }

  /** Each value goes into the page at once. */
  final class Plain implements FixedSink {

    @Override
    public void append(byte[] values, int from, int bytes, PageBuffer page) {
      page.putBytes(values, from, bytes);
    }

    @Override
    public Encoding encode(PageBuffer page, EncoderArena arena) {
      return Encoding.PLAIN;
    }
  }

  /** The values of a page are gathered until it ends. */
  final class Gathered implements FixedSink {

    /** What an encoder keeps per value. */
    private static final int SCRATCH_BYTES = 3 * Integer.BYTES;

    private final Encoding encoding;
    private final int width;
    private final Supplier<Encoder> encoders;
    private final PageBuffer data = new PageBuffer(0);
    private Encoder encoder;

    Gathered(Encoding encoding, int width, Supplier<Encoder> encoders) {
      this.encoding = encoding;
      this.width = width;
      this.encoders = encoders;
      this.encoder = encoders.get();
    }

    @Override
    public void append(byte[] values, int from, int bytes, PageBuffer page) {
      data.putBytes(values, from, bytes);
    }

    @Override
    public Encoding encode(PageBuffer page, EncoderArena arena) {
      encoder.encode(data.array(), width, 0, data.size() / width, page);
      return encoding;
    }

    @Override
    public void clear() {
      data.clear();
    }

    @Override
    public void trim() {
      encoder = encoders.get();
      data.trim(0);
    }

    @Override
    public long allocatedBytes() {
      int capacity = data.array().length;
      return capacity + (long) SCRATCH_BYTES * (capacity / width);
    }
  }
}
