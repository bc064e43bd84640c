package org.parquetext.column;

import java.util.HashMap;
import java.util.Map;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.compression.PageCompressor;
import org.parquetext.compression.PageCompressors;
import org.parquetext.level.LevelWalk;
import org.parquetext.options.Compression;

/**
 * What an encoding thread keeps from one piece of work to the next: scratch arrays and one native
 * context per codec. Nothing in it outlives a call to a column.
 *
 * <p>Confined to one thread at a time; {@link #close()} frees the native contexts.
 */
public final class EncoderArena implements AutoCloseable {

  private final Map<Compression, PageCompressor> compressors = new HashMap<>();
  private final PageBuffer compressed = new PageBuffer(0);
  private final ByteArrays byteArrays = new ByteArrays();
  private final LevelWalk levelWalk = new LevelWalk();
  private final EncodedRows encodedRows = new EncodedRows();
  private int[] ints = new int[0];
  private long[] longs = new long[0];
  private long[] validity = new long[0];
  private byte[] bytes = new byte[0];
  private byte[] fixed = new byte[0];
  private boolean readsEntries;

  /** An arena without contexts; they are opened when first asked for. */
  public EncoderArena() {}

  int[] ints(int length) {
    if (ints.length < length) {
      ints = new int[length];
    }
    return ints;
  }

  long[] longs(int length) {
    if (longs.length < length) {
      longs = new long[length];
    }
    return longs;
  }

  long[] validity(int words) {
    if (validity.length < words) {
      validity = new long[words];
    }
    return validity;
  }

  /**
   * Whether a position of the values that are being appended is present. A position that is not may
   * hold anything, also where only a node above it is null. Of a dictionary, all are.
   */
  boolean isPresent(int position) {
    return readsEntries || (validity[position >>> 6] >>> position & 1) != 0;
  }

  /** Reads the entries of a dictionary that rows use, of which none is null. */
  void readEntries(EncodedRows rows, EncodedRows.Range read) {
    readsEntries = true;
    try {
      rows.forEachRange(read);
    } finally {
      readsEntries = false;
    }
  }

  byte[] bytes(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    return bytes;
  }

  /** As {@link #bytes}, for values while their source needs the other. */
  byte[] fixed(int length) {
    if (fixed.length < length) {
      fixed = new byte[length];
    }
    return fixed;
  }

  ByteArrays byteArrays() {
    return byteArrays;
  }

  EncodedRows encodedRows() {
    return encodedRows;
  }

  LevelWalk levelWalk() {
    return levelWalk;
  }

  /** An empty buffer for compressed pages. */
  PageBuffer compressed() {
    compressed.clear();
    return compressed;
  }

  PageCompressor compressor(Compression compression) {
    return compressors.computeIfAbsent(compression, PageCompressors::open);
  }

  /** Gives the memory of outliers back: of every array that is longer than so many bytes. */
  void trim(int maxRetained) {
    compressed.trim(maxRetained);
    byteArrays.trim(maxRetained);
    encodedRows.trim(maxRetained);
    if (ints.length > maxRetained / Integer.BYTES) {
      ints = new int[0];
    }
    if (longs.length > maxRetained / Long.BYTES) {
      longs = new long[0];
    }
    if (validity.length > maxRetained / Long.BYTES) {
      validity = new long[0];
    }
    if (bytes.length > maxRetained) {
      bytes = new byte[0];
    }
    if (fixed.length > maxRetained) {
      fixed = new byte[0];
    }
  }

  @Override
  public void close() {
    compressors.values().forEach(PageCompressor::close);
    compressors.clear();
  }
}
