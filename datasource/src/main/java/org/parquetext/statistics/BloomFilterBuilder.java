package org.parquetext.statistics;

import java.nio.ByteBuffer;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.column.values.bloomfilter.HashFunction;
import org.apache.parquet.column.values.bloomfilter.XxHash;
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

  private static final int BLOCK_BYTES = 32;

  private final BloomFilterSize size;
  private final HashFunction xxHash = new XxHash();
  private byte[] bits;
  private BlockSplitBloomFilter filter;
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
      add(filter.hash(values[i]));
    }
  }

  /** Takes in INT64 values, or the raw bits of DOUBLE ones. */
  public void add(long[] values, int from, int count) {
    start();
    for (int i = from; i < from + count; i++) {
      add(filter.hash(values[i]));
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
    ByteBuffer value = ByteBuffer.wrap(data);
    for (int i = from; i < from + count; i++) {
      add(xxHash.hashByteBuffer(value.limit(starts[i] + lengths[i]).position(starts[i])));
    }
  }

  /**
   * Takes in FIXED_LEN_BYTE_ARRAY values, or INT96 ones with their 12 bytes.
   *
   * @param data value i starts at byte {@code start + i * width}
   */
  public void addFixed(byte[] data, int start, int width, int count) {
    start();
    ByteBuffer value = ByteBuffer.wrap(data);
    int end = start + count * width;
    for (int at = start; at < end; at += width) {
      add(xxHash.hashByteBuffer(value.limit(at + width).position(at)));
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
    ByteBuffer value = ByteBuffer.wrap(page);
    for (int i = from; i < from + count; i++) {
      int end = starts[i] + LittleEndian.getInt(page, starts[i] - Integer.BYTES);
      add(xxHash.hashByteBuffer(value.limit(end).position(starts[i])));
    }
  }

  private void start() {
    if (bits == null) {
      bits = new byte[size.bytes()];
      filter = new BlockSplitBloomFilter(bits);
    }
  }

  private void add(long hash) {
    if (!filter.findHash(hash)) {
      distinctValues++;
      filter.insertHash(hash);
    }
  }

  /** The filter of all values since the last call; the builder has none afterwards. */
  public BloomFilter build() {
    start();
    int bytes = size.bytes(distinctValues);
    BlockSplitBloomFilter built =
        bytes == bits.length ? filter : new BlockSplitBloomFilter(folded(bits, bytes));
    clear();
    return built;
  }

  /** Bytes of memory held. */
  public long allocatedBytes() {
    return bits == null ? 0 : bits.length;
  }

  /** Forgets all values. */
  public void clear() {
    bits = null;
    filter = null;
    distinctValues = 0;
  }

  /** A filter of {@code bytes} bytes with the values of a larger one. */
  private static byte[] folded(byte[] bits, int bytes) {
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
