package org.parquetext.statistics;

import org.parquetext.buffer.LittleEndian;

/**
 * The bits of a bloom filter: blocks of eight little-endian words of 32 bits, in each of which a
 * value has one (Parquet format, "Parquet Bloom Filter", split block Bloom filters). Two words are
 * handled at a time.
 */
final class FilterBlocks {

  private static final int BLOCK_BYTES = 32;

  private static final int SALT_0 = 0x47B6_137B;
  private static final int SALT_1 = 0x4497_4D91;
  private static final int SALT_2 = 0x8824_AD5B;
  private static final int SALT_3 = 0xA2B7_289D;
  private static final int SALT_4 = 0x7054_95C7;
  private static final int SALT_5 = 0x2DF1_424B;
  private static final int SALT_6 = 0x9EFC_4947;
  private static final int SALT_7 = 0x5C6B_FB31;

  /** The highest five bits of a product choose one of 32. */
  private static final int SHIFT = 27;

  private FilterBlocks() {}

  /**
   * Adds a value by its hash.
   *
   * @return whether one of its bits was not set yet, so that it is one not seen before
   */
  static boolean add(byte[] bits, long hash) {
    int block = (int) ((hash >>> 32) * (bits.length / BLOCK_BYTES) >>> 32) * BLOCK_BYTES;
    int key = (int) hash;
    long mask0 = mask(key * SALT_0, key * SALT_1);
    long mask1 = mask(key * SALT_2, key * SALT_3);
    long mask2 = mask(key * SALT_4, key * SALT_5);
    long mask3 = mask(key * SALT_6, key * SALT_7);
    long words0 = LittleEndian.getLong(bits, block);
    long words1 = LittleEndian.getLong(bits, block + Long.BYTES);
    long words2 = LittleEndian.getLong(bits, block + 2 * Long.BYTES);
    long words3 = LittleEndian.getLong(bits, block + 3 * Long.BYTES);
    if ((mask0 & ~words0 | mask1 & ~words1 | mask2 & ~words2 | mask3 & ~words3) == 0) {
      return false;
    }
    LittleEndian.putLong(bits, block, words0 | mask0);
    LittleEndian.putLong(bits, block + Long.BYTES, words1 | mask1);
    LittleEndian.putLong(bits, block + 2 * Long.BYTES, words2 | mask2);
    LittleEndian.putLong(bits, block + 3 * Long.BYTES, words3 | mask3);
    return true;
  }

  private static long mask(int low, int high) {
    return 1L << (low >>> SHIFT) | 1L << Integer.SIZE + (high >>> SHIFT);
  }

  /** A filter of {@code bytes} bytes, a fraction of its own, with the values of a larger one. */
  static byte[] folded(byte[] bits, int bytes) {
    byte[] folded = new byte[bytes];
    int blocksPerBlock = bits.length / bytes;
    for (int from = 0; from < bits.length; from += Long.BYTES) {
      int to = from / BLOCK_BYTES / blocksPerBlock * BLOCK_BYTES + from % BLOCK_BYTES;
      long union = LittleEndian.getLong(folded, to) | LittleEndian.getLong(bits, from);
      LittleEndian.putLong(folded, to, union);
    }
    return folded;
  }
}
