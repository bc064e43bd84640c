package org.parquetext.pipeline;

import org.parquetext.file.FileTail;

/**
 * How many bytes the footer and the indexes will say of row groups that are not written yet, from
 * what they say of those that are. Confined to the calling thread.
 */
final class TailForecast {

  /** Before anything is known: rather too much, since a file that is too small can go on. */
  private static final double FIRST_CHUNK_BYTES = 200;

  private static final double FIRST_PAGE_BYTES = 60;

  private double chunkBytes = FIRST_CHUNK_BYTES;
  private double pageBytes = FIRST_PAGE_BYTES;
  private long bareBytes;

  /** Learns from a file with all row groups that it has so far. */
  void learn(FileTail tail) {
    bareBytes = tail.bareBytes();
    if (tail.chunks() > 0) {
      chunkBytes = tail.footerBytesPerChunk();
      pageBytes = tail.indexBytesPerPage();
    }
  }

  /** What a row group adds. */
  long of(long chunks, long pages) {
    return (long) (chunks * chunkBytes + pages * pageBytes);
  }

  /** A footer without row groups, as that of the file before. */
  long bareBytes() {
    return bareBytes;
  }
}
