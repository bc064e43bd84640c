package org.parquetext.fingerprint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Hashes four sequences of a chunk: repetition levels and definition levels, where there is more
 * than level 0, a byte each; the lengths of values of variable width; and the bytes of the values,
 * numbers little-endian, booleans a byte each.
 */
final class XxChunkHash implements ChunkHash {

  private static final int SCRATCH_BYTES = 4096;

  private final boolean repeated;
  private final boolean defined;
  private final HashStream repetition;
  private final HashStream definition;
  private final HashStream lengths;
  private final HashStream bytes;
  private long entries;
  private long values;

  XxChunkHash(int maxRepetition, int maxDefinition) {
    ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    repeated = maxRepetition > 0;
    defined = maxDefinition > 0;
    repetition = new HashStream(scratch);
    definition = new HashStream(scratch);
    lengths = new HashStream(scratch);
    bytes = new HashStream(scratch);
  }

  @Override
  public void presence(long[] validity, int rows) {
    entries += rows;
    if (defined) {
      definition.bits(validity, rows);
    }
  }

  @Override
  public void levels(byte[] repetitionLevels, byte[] definitionLevels, int from, int count) {
    entries += count;
    if (repeated) {
      repetition.bytes(repetitionLevels, from, count);
    }
    if (defined) {
      definition.bytes(definitionLevels, from, count);
    }
  }

  @Override
  public void ints(int[] some, int count) {
    values += count;
    bytes.ints(some, count);
  }

  @Override
  public void longs(long[] some, int count) {
    values += count;
    bytes.longs(some, count);
  }

  @Override
  public void bits(long[] words, int count) {
    values += count;
    bytes.bits(words, count);
  }

  @Override
  public void fixed(byte[] some, int width, int count) {
    values += count;
    bytes.bytes(some, 0, width * count);
  }

  @Override
  public void byteArrays(byte[] data, int[] starts, int[] sizes, int count) {
    values += count;
    lengths.ints(sizes, count);
    // Values that lie one behind the other are one piece: most calls are for few bytes otherwise.
    for (int first = 0; first < count; ) {
      int end = starts[first];
      int i = first;
      while (i < count && starts[i] == end) {
        end += sizes[i++];
      }
      bytes.bytes(data, starts[first], end - starts[first]);
      first = i;
    }
  }

  @Override
  public ChunkFingerprint finish() {
    ChunkFingerprint fingerprint =
        new ChunkFingerprint(
            entries,
            values,
            repetition.finish(),
            definition.finish(),
            lengths.finish(),
            bytes.finish());
    entries = 0;
    values = 0;
    return fingerprint;
  }
}
