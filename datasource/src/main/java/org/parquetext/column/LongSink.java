package org.parquetext.column;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.ByteStreamSplitEncoder;
import org.parquetext.encoding.DeltaBinaryPackedEncoder;
import org.parquetext.encoding.PlainEncoder;
import org.parquetext.options.Compression;

/** A sink of INT64 or DOUBLE values. */
interface LongSink extends ValueSink {

  /** Takes the first {@code count} values. */
  void append(long[] values, int count, PageBuffer page);

  /** Takes the values behind the first {@code count} ids. */
  void appendOf(long[] dictionary, int[] ids, int count, PageBuffer page);

  /** The sink of one encoding, or of several that are measured against each other. */
  static LongSink of(List<Encoding> encodings, Compression compression) {
    return encodings.equals(List.of(Encoding.PLAIN))
        ? new Plain()
        : new Gathered(new EncodingContest<>(encodings, compression, Gathered::encoder));
  }

  /** Encodes values of a page. */
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
    public Encoding encode(PageBuffer page, EncoderArena arena) {
      return Encoding.PLAIN;
    }
  }

  /** The values of a page are gathered until it ends. */
  final class Gathered implements LongSink {

    private static final int SAMPLE_VALUES = EncodingContest.SAMPLE_BYTES / Long.BYTES;

    private final EncodingContest<Encoder> contest;
    private long[] gathered = new long[0];
    private int size;

    Gathered(EncodingContest<Encoder> contest) {
      this.contest = contest;
    }

    private static Encoder encoder(Encoding encoding) {
      return switch (encoding) {
        case PLAIN -> PlainEncoder::longs;
        case DELTA_BINARY_PACKED -> new DeltaBinaryPackedEncoder()::encode;
        case BYTE_STREAM_SPLIT -> ByteStreamSplitEncoder::encode;
        default -> throw ValueSink.unknown(encoding);
      };
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
    public Encoding encode(PageBuffer page, EncoderArena arena) {
      if (!contest.isSettled()) {
        measure(page, arena);
      }
      contest.bestEncoder().encode(gathered, 0, size, page);
      return contest.best();
    }

    private void measure(PageBuffer page, EncoderArena arena) {
      int sample = Math.min(size, SAMPLE_VALUES);
      contest.measure(
          sample, size, (encoder, out) -> encoder.encode(gathered, 0, sample, out), page, arena);
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
    }

    @Override
    public void clearChunk() {
      contest.clear();
    }

    @Override
    public void trim() {
      contest.trim();
      gathered = new long[0];
    }

    @Override
    public long allocatedBytes() {
      return (long) Long.BYTES * gathered.length;
    }
  }
}
