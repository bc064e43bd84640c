package org.parquetext.spark.arrow;

/** Counts the bytes of batches that are not encoded yet. Belongs to one thread. */
final class HeldBytes {

  private final long many;
  private long bytes;

  /** So many are {@linkplain #areMany many}. */
  HeldBytes(long many) {
    this.many = many;
  }

  void add(long more) {
    bytes += more;
  }

  void remove(long less) {
    bytes -= less;
  }

  boolean areMany() {
    return bytes >= many;
  }
}
