package org.parquetext.statistics;

import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.parquetext.buffer.LittleEndian;

/**
 * The bloom filter of a column chunk, bit for bit as parquet-java makes it (Parquet format,
 * "Parquet Bloom Filter": split blocks, XXH64 of the PLAIN encoding of a value without lengths).
 *
 * <p>Takes values or, with the same result, only the distinct ones, such as the entries of a
 * dictionary; nulls are no values. An adaptive size needs no filter per candidate: a block of a
 * filter of half the size is the union of two neighbouring blocks, so that the largest one is
 * filled, its distinct values counted, and folded at the end.
 *
 * <p>Holds {@link BloomFilterSize#bytes()} bytes from the first value on until {@link #build()}.
 * Not thread-safe.
 */
public final class BloomFilterBuilder {

  private final BloomFilterSize size;
  private byte[] bits;
  private long distinctValues;

  /** A builder without values. */
  public BloomFilterBuilder(BloomFilterSize size) {
    this.size = size;
  }

  /**
   * Whether columns of this type can have bloom filters. Booleans cannot: parquet-java's readers
   * fail to look them up, and its filters of them are empty.
   */
  public static boolean supports(PrimitiveType type) {
    return type.getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN;
  }

  /** Takes in INT32 values, or the raw bits of FLOAT ones. */
  public void add(int[] values, int from, int count) {
    start();
    for (int i = from; i < from + count; i++) {
      add(XxHash64.hash(values[i]));
    }
  }

  /** Takes in INT64 values, or the raw bits of DOUBLE ones. */
  public void add(long[] values, int from, int count) {
    start();
    for (int i = from; i < from + count; i++) {
      add(XxHash64.hash(values[i]));
    }
  }

  /**
   * Takes in BYTE_ARRAY values.
   *
   * @param starts value i is the bytes of {@code data} from {@code starts[i]} on
   * @param lengths as many as {@code lengths[i]}
   */
  public void add(byte[] data, int[] starts, int[] lengths, int from, int count) {
    start();
    for (int i = from; i < from + count; i++) {
      add(XxHash64.hash(data, starts[i], lengths[i]));
    }
  }

  /**
   * Takes in FIXED_LEN_BYTE_ARRAY values, or INT96 ones with their 12 bytes.
   *
   * @param data value i starts at byte {@code start + i * width}
   */
  public void addFixed(byte[] data, int start, int width, int count) {
    start();
    int end = start + count * width;
    for (int at = start; at < end; at += width) {
      add(XxHash64.hash(data, at, width));
    }
  }

  /**
   * Takes in BYTE_ARRAY values of a dictionary.
   *
   * @param page a PLAIN dictionary page
   * @param starts where the bytes of each entry start in it, after their four bytes of length
   */
  public void addEntries(byte[] page, int[] starts, int from, int count) {
    start();
    for (int i = from; i < from + count; i++) {
      add(XxHash64.hash(page, starts[i], LittleEndian.getInt(page, starts[i] - Integer.BYTES)));
    }
  }

  private void start() {
    if (bits == null) {
      bits = new byte[size.bytes()];
    }
  }

  private void add(long hash) {
    if (FilterBlocks.add(bits, hash)) {
      distinctValues++;
    }
  }

  /** The filter of all values since the last call; the builder has none afterwards. */
  public BloomFilter build() {
    start();
    int bytes = size.bytes(distinctValues);
    byte[] built = bytes == bits.length ? bits : FilterBlocks.folded(bits, bytes);
    clear();
    return new BlockSplitBloomFilter(built);
  }

  /** Bytes of memory held. */
  public long allocatedBytes() {
    return bits == null ? 0 : bits.length;
  }

  /** Forgets all values. */
  public void clear() {
    bits = null;
    distinctValues = 0;
  }
}
