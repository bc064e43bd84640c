package org.parquetext.fingerprint;

/** Takes nothing. */
final class NoHash implements ChunkHash {

  @Override
  public boolean isWanted() {
    return false;
  }

  @Override
  public void presence(long[] validity, int rows) {}

  @Override
  public void levels(byte[] repetition, byte[] definition, int from, int count) {}

  @Override
  public void ints(int[] values, int count) {}

  @Override
  public void longs(long[] values, int count) {}

  @Override
  public void bits(long[] words, int count) {}

  @Override
  public void fixed(byte[] values, int width, int count) {}

  @Override
  public void byteArrays(byte[] data, int[] starts, int[] lengths, int count) {}

  @Override
  public ChunkFingerprint finish() {
    return null;
  }
}
