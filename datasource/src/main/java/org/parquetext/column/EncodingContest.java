package org.parquetext.column;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.compression.PageCompressor;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;

/**
 * The encodings that compete for the pages of a column that use no dictionary, and the one that has
 * won for the open chunk.
 *
 * <p>Each encodes a sample, the first values of the first such page, and the column's codec
 * compresses what comes out: often it makes less of PLAIN values than of packed differences. The
 * encodings stand in the order of the work that they make for readers, least first; each has to be
 * smaller by one part in {@value #MARGIN} than the best before it. So a sample never takes more
 * than that above the smallest. The winner has all pages of the chunk from there on. Only a sample
 * of less than {@value #SETTLING_VALUES} values that was the whole page, as it is where nearly all
 * are null, is followed by another from the next page.
 *
 * <p>Each chunk is measured anew and by its own values; only for how long it tries a dictionary
 * does it matter what the chunks before found. That costs a chunk the time of a sample for each
 * encoding, and of one for the dictionary's ids; where there is one encoding only, nothing is
 * measured.
 *
 * <p>Confined to one thread at a time.
 *
 * @param <E> what encodes values of the column's form
 */
final class EncodingContest<E> {

  /** Bytes of a sample, PLAIN: further than most codecs look back. */
  static final int SAMPLE_BYTES = 256 << 10;

  private static final int SETTLING_VALUES = 512;
  private static final int MARGIN = 256;

  private final List<Encoding> encodings;
  private final Compression compression;
  private final Function<Encoding, E> opener;
  private final Map<Encoding, E> encoders = new EnumMap<>(Encoding.class);
  private Encoding best;
  private long bestBytes;
  private boolean settled;

  /**
   * A contest that the first encoding wins as long as there is nothing to measure.
   *
   * @param opener opens the encoder of an encoding, which may own scratch memory
   */
  EncodingContest(List<Encoding> encodings, Compression compression, Function<Encoding, E> opener) {
    this.encodings = encodings;
    this.compression = compression;
    this.opener = opener;
    clear();
  }

  /** Whether there is more than one encoding. */
  boolean isContested() {
    return encodings.size() > 1;
  }

  /** Whether the rest of the chunk has its encoding. */
  boolean isSettled() {
    return settled;
  }

  /**
   * Measures a sample of a page. Of less than two values there is nothing to measure: values of
   * which not two fit into a sample stay with the first encoding.
   *
   * @param values of the sample
   * @param pageValues of the page
   * @param encode encodes the sample
   * @param page lends room behind its bytes
   */
  void measure(
      int values,
      int pageValues,
      BiConsumer<E, PageBuffer> encode,
      PageBuffer page,
      EncoderArena arena) {
    bestBytes = Long.MAX_VALUE;
    if (values < 2) {
      return;
    }
    for (Encoding encoding : encodings) {
      E encoder = encoder(encoding);
      long bytes = storedBytes(out -> encode.accept(encoder, out), page, arena);
      if (isClearlyLess(bytes, bestBytes)) {
        best = encoding;
        bestBytes = bytes;
      }
    }
    settled = values >= SETTLING_VALUES || values < pageValues;
  }

  /** Whether the sample that was measured last takes clearly more room as {@code rival}. */
  boolean outdoes(Consumer<PageBuffer> rival, PageBuffer page, EncoderArena arena) {
    return isClearlyLess(bestBytes, storedBytes(rival, page, arena));
  }

  private static boolean isClearlyLess(long bytes, long others) {
    return bytes < others - others / MARGIN;
  }

  /** Bytes that a file holds of what is encoded. */
  private long storedBytes(Consumer<PageBuffer> encode, PageBuffer page, EncoderArena arena) {
    int start = page.size();
    encode.accept(page);
    int length = page.size() - start;
    page.size(start);
    if (compression.codec() == Codec.UNCOMPRESSED) {
      return length;
    }
    PageCompressor compressor = arena.compressor(compression);
    PageBuffer compressed = arena.compressed();
    compressed.reserve(compressor.maxCompressedLength(length));
    return compressor.compress(page.array(), start, length, compressed.array(), 0);
  }

  /** The encoding that leads. */
  Encoding best() {
    return best;
  }

  /** The encoder of the encoding that leads. */
  E bestEncoder() {
    return encoder(best);
  }

  private E encoder(Encoding encoding) {
    return encoders.computeIfAbsent(encoding, opener);
  }

  /** Starts the next chunk. */
  void clear() {
    best = encodings.get(0);
    bestBytes = Long.MAX_VALUE;
    settled = !isContested();
  }

  /** Gives back the scratch memory of all encoders, and keeps the result. */
  void trim() {
    encoders.clear();
  }
}
