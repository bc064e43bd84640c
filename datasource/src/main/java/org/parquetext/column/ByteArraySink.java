package org.parquetext.column;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.LittleEndian;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.DeltaByteArrayEncoder;
import org.parquetext.encoding.DeltaLengthByteArrayEncoder;
import org.parquetext.encoding.PlainEncoder;
import org.parquetext.options.Compression;

/** A sink of BYTE_ARRAY values. */
interface ByteArraySink extends ValueSink {

  /** Takes the first {@code count} values. */
  void append(ByteArrays values, int count, PageBuffer page);

  /**
   * Takes the values behind the first {@code count} ids.
   *
   * @param dictionary a PLAIN dictionary page
   * @param starts where the bytes of each entry start in it, after their four bytes of length
   */
  void appendOf(byte[] dictionary, int[] starts, int[] ids, int count, PageBuffer page);

  /** The sink of one encoding, or of several that are measured against each other. */
  static ByteArraySink of(List<Encoding> encodings, Compression compression) {
    return encodings.equals(List.of(Encoding.PLAIN))
        ? new Plain()
        : new Gathered(new EncodingContest<>(encodings, compression, Gathered::encoder));
  }

  /** Encodes values of a page: value i is {@code data[offsets[i]..offsets[i + 1])}. */
  interface Encoder {
    void encode(byte[] data, int[] offsets, int from, int count, PageBuffer page);
  }

  /** PLAIN of values that have been gathered. */
  final class PlainEndToEnd implements Encoder {

    private int[] lengths = new int[0];

    @Override
    public void encode(byte[] data, int[] offsets, int from, int count, PageBuffer page) {
      int end = from + count;
      lengths = lengths.length < end ? new int[end] : lengths;
      for (int i = from; i < end; i++) {
        lengths[i] = offsets[i + 1] - offsets[i];
      }
      PlainEncoder.binaries(data, offsets, lengths, from, count, page);
    }
  }

  /** Each value goes into the page at once. */
  final class Plain implements ByteArraySink {

    @Override
    public void append(ByteArrays values, int count, PageBuffer page) {
      PlainEncoder.binaries(values.data, values.starts, values.lengths, 0, count, page);
    }

    @Override
    public void appendOf(byte[] dictionary, int[] starts, int[] ids, int count, PageBuffer page) {
      PlainEncoder.binariesOf(dictionary, starts, ids, 0, count, page);
    }

    @Override
    public Encoding encode(PageBuffer page, EncoderArena arena) {
      return Encoding.PLAIN;
    }
  }

  /** The values of a page are gathered until it ends. */
  final class Gathered implements ByteArraySink {

    /** More than this is given back after an outlier. */
    private static final int RETAINED_BYTES = 4 << 20;

    /** What the encoders keep per value. */
    private static final int SCRATCH_BYTES = 3 * Integer.BYTES;

    private final EncodingContest<Encoder> contest;
    private final PageBuffer data = new PageBuffer(0);
    private int[] offsets = new int[1];
    private int size;

    Gathered(EncodingContest<Encoder> contest) {
      this.contest = contest;
    }

    private static Encoder encoder(Encoding encoding) {
      return switch (encoding) {
        case PLAIN -> new PlainEndToEnd();
        case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthByteArrayEncoder()::encode;
        case DELTA_BYTE_ARRAY -> new DeltaByteArrayEncoder()::encode;
        default -> throw ValueSink.unknown(encoding);
      };
    }

    @Override
    public void append(ByteArrays values, int count, PageBuffer page) {
      reserve(count);
      for (int first = 0; first < count; ) {
        int end = values.endOfRun(first, count);
        int start = data.size();
        for (int i = first; i < end; i++) {
          offsets[size + 1] = offsets[size] + values.lengths[i];
          size++;
        }
        data.putBytes(values.data, values.starts[first], offsets[size] - start);
        first = end;
      }
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
    public Encoding encode(PageBuffer page, EncoderArena arena) {
      if (!contest.isSettled()) {
        measure(page, arena);
      }
      contest.bestEncoder().encode(data.array(), offsets, 0, size, page);
      return contest.best();
    }

    private void measure(PageBuffer page, EncoderArena arena) {
      int sample = sampleValues();
      contest.measure(
          sample,
          size,
          (encoder, out) -> encoder.encode(data.array(), offsets, 0, sample, out),
          page,
          arena);
    }

    private int sampleValues() {
      int values = 0;
      while (values < size
          && offsets[values + 1] + (values + 1L) * Integer.BYTES <= EncodingContest.SAMPLE_BYTES) {
        values++;
      }
      return values;
    }

    @Override
    public boolean isContested() {
      return contest.isContested();
    }

    @Override
    public boolean outdoes(Consumer<PageBuffer> rival, PageBuffer page, EncoderArena arena) {
      measure(page, arena);
      return contest.outdoes(rival, page, arena);
    }

    @Override
    public void clear() {
      size = 0;
      data.clear();
      data.trim(RETAINED_BYTES);
    }

    @Override
    public void clearChunk() {
      contest.clear();
    }

    @Override
    public void trim() {
      contest.trim();
      offsets = new int[1];
      data.trim(0);
    }

    @Override
    public long allocatedBytes() {
      return data.array().length + (long) (Integer.BYTES + SCRATCH_BYTES) * offsets.length;
    }
  }
}
