package org.parquetext.column;

import java.util.function.Consumer;
import org.apache.parquet.column.Encoding;
import org.parquetext.buffer.PageBuffer;

/**
 * Where the values of the open page go that are in no dictionary: straight into the page where each
 * is encoded by itself, or into arrays until the page ends where it takes all of them. One kind for
 * each form of values; called once per stretch or page.
 *
 * <p>Confined to one thread at a time.
 */
interface ValueSink {

  /** Puts the values that are not in {@code page} yet behind it, and says how they are encoded. */
  Encoding encode(PageBuffer page, EncoderArena arena);

  /** Whether there are several encodings that are measured against each other. */
  default boolean isContested() {
    return false;
  }

  /**
   * Measures a sample of the page's values, and says whether {@code rival}, which encodes the same
   * sample, takes clearly more room.
   */
  default boolean outdoes(Consumer<PageBuffer> rival, PageBuffer page, EncoderArena arena) {
    return false;
  }

  /** Starts the next page. */
  default void clear() {}

  /** Starts the next chunk, on an empty page. */
  default void clearChunk() {}

  /** Gives back the memory of the pages before; only on an empty page. */
  default void trim() {}

  /** Bytes of memory held, filled or not. */
  default long allocatedBytes() {
    return 0;
  }

  /** For an encoding that a type does not have: options are checked before. */
  static IllegalArgumentException unknown(Encoding encoding) {
    return new IllegalArgumentException("values of this type have no encoding " + encoding);
  }
}
