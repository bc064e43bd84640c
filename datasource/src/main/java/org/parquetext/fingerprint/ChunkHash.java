package org.parquetext.fingerprint;

/**
 * Takes the {@link ChunkFingerprint} of one chunk after another. Levels and values come in order,
 * each in stretches; where a stretch ends does not matter.
 *
 * <p>Confined to one thread at a time.
 */
public interface ChunkHash {

  /** Takes nothing, and has no fingerprint. */
  ChunkHash NONE = new NoHash();

  /** The hash of a column with these maximum levels. */
  static ChunkHash of(int maxRepetition, int maxDefinition) {
    return new XxChunkHash(maxRepetition, maxDefinition);
  }

  /** Whether anything is taken. */
  default boolean isWanted() {
    return true;
  }

  /**
   * Takes rows of a flat column in.
   *
   * @param validity bit {@code i & 63} of word {@code i >> 6} is set when row {@code i} has a value
   */
  void presence(long[] validity, int rows);

  /** Takes entries {@code from} to {@code from + count} of a nested column in. */
  void levels(byte[] repetition, byte[] definition, int from, int count);

  /** Takes INT32 values in, or the raw bits of FLOAT ones. */
  void ints(int[] values, int count);

  /** Takes INT64 values in, the raw bits of DOUBLE ones, or INT96 ones as microseconds. */
  void longs(long[] values, int count);

  /** Takes BOOLEAN values in, 64 in a word. */
  void bits(long[] words, int count);

  /** Takes FIXED_LEN_BYTE_ARRAY values in, which lie end to end. */
  void fixed(byte[] values, int width, int count);

  /** Takes BYTE_ARRAY values in: value i is {@code lengths[i]} bytes from {@code starts[i]} on. */
  void byteArrays(byte[] data, int[] starts, int[] lengths, int count);

  /** The fingerprint of what came since the last one; null if nothing is taken. */
  ChunkFingerprint finish();
}
