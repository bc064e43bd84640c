package org.parquetext.column;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.DeltaByteArrayEncoder;
import org.parquetext.encoding.DeltaLengthByteArrayEncoder;
import org.parquetext.encoding.PlainEncoder;

/** A sink of BYTE_ARRAY values. */
interface ByteArraySink extends ValueSink {

  /** Takes the first {@code count} values, the first of which starts at 0. */
  void append(ByteArrays values, int count, PageBuffer page);

  /**
   * Takes the values behind the first {@code count} ids.
   *
   * @param dictionary a PLAIN dictionary page
   * @param starts where the bytes of each entry start in it, after their four bytes of length
   */
  void appendOf(byte[] dictionary, int[] starts, int[] ids, int count, PageBuffer page);

  /** The sink of an encoding. */
  static ByteArraySink of(Encoding encoding) {
    return switch (encoding) {
      case PLAIN -> new Plain();
      case DELTA_LENGTH_BYTE_ARRAY ->
          new Gathered(encoding, () -> new DeltaLengthByteArrayEncoder()::encode);
      case DELTA_BYTE_ARRAY -> new Gathered(encoding, () -> new DeltaByteArrayEncoder()::encode);
      default -> throw ValueSink.unknown(encoding);
    };
  }

  /** Encodes all values of a page. */
  interface Encoder {
    void encode(byte[] data, int[] offsets, int from, int count, PageBuffer page);
  }

  /** Each value goes into the page at once. */
  final class Plain implements ByteArraySink {

    @Override
    public void append(ByteArrays values, int count, PageBuffer page) {
      PlainEncoder.binaries(values.data, values.offsets, 0, count, page);
    }

    @Override
    public void appendOf(byte[] dictionary, int[] starts, int[] ids, int count, PageBuffer page) {
      PlainEncoder.binariesOf(dictionary, starts, ids, 0, count, page);
    }

    @Override
    public Encoding encode(PageBuffer page) {
      return Encoding.PLAIN;
    }
  }

  /** The values of a page are gathered until it ends. */
  final class Gathered implements ByteArraySink {

    /** More than this is given back after an outlier. */
    private static final int RETAINED_BYTES = 4 << 20;

    /** What an encoder keeps per value. */
    private static final int SCRATCH_BYTES = 2 * Integer.BYTES;

    private final Encoding encoding;
    private final Supplier<Encoder> encoders;
    private final PageBuffer data = new PageBuffer(0);
    private Encoder encoder;
    private int[] offsets = new int[1];
    private int size;

    Gathered(Encoding encoding, Supplier<Encoder> encoders) {
      this.encoding = encoding;
      this.encoders = encoders;
      this.encoder = encoders.get();
    }

    @Override
    public void append(ByteArrays values, int count, PageBuffer page) {
      reserve(count);
      int start = data.size();
      for (int i = 1; i <= count; i++) {
        offsets[size + i] = start + values.offsets[i];
      }
      size += count;
      data.putBytes(values.data, 0, values.offsets[count]);
    }

    @Override
    public void appendOf(byte[] dictionary, int[] starts, int[] ids, int count, PageBuffer page) {
      reserve(count);
      for (int i = 0; i < count; i++) {
        int start = starts[ids[i]];
        data.putBytes(dictionary, start, LittleEndian.getInt(dictionary, start - Integer.BYTES));
        offsets[++size] = data.size();
      }
    }

    private void reserve(int more) {
      int needed = size + more + 1;
      if (offsets.length < needed) {
        offsets = Arrays.copyOf(offsets, Math.max(needed, size + (size >> 1)));
      }
    }

    @Override
    public Encoding encode(PageBuffer page) {
      encoder.encode(data.array(), offsets, 0, size, page);
      return encoding;
    }

    @Override
    public void clear() {
      size = 0;
      data.clear();
      data.trim(RETAINED_BYTES);
    }

    @Override
    public void trim() {
      encoder = encoders.get();
      offsets = new int[1];
      data.trim(0);
    }

    @Override
    public long allocatedBytes() {
      return data.array().length + (long) (Integer.BYTES + SCRATCH_BYTES) * offsets.length;
    }
  }
}
