package org.parquetext.level;

import java.util.Arrays;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.encoding.LevelRunEncoder;

/**
 * The repetition and definition levels of one page of a nested column, one byte each, and how often
 * each level occurs.
 *
 * <p>Confined to one thread at a time.
 */
public final class NestedLevels {

  private static final int MAX_ENTRIES = Integer.MAX_VALUE - 16;
  private static final int RETAINED_ENTRIES = 1 << 20;

  /** What a byte counts up to. */
  private static final int MAX_COUNT = 0xFF;

  private final int repetitionWidth;
  private final int definitionWidth;
  private final long[] repetitionHistogram;
  private final long[] definitionHistogram;
  private byte[] repetition = new byte[0];
  private byte[] definition = new byte[0];
  private int entries;
  private int rows;

  /** The levels of an empty page. */
  public NestedLevels(LevelShape shape) {
    this.repetitionWidth = Integer.SIZE - Integer.numberOfLeadingZeros(shape.maxRepetition());
    this.definitionWidth = Integer.SIZE - Integer.numberOfLeadingZeros(shape.maxDefinition());
    this.repetitionHistogram = new long[shape.maxRepetition() + 1];
    this.definitionHistogram = new long[shape.maxDefinition() + 1];
  }

  /** Appends the entries of walked rows. */
  public void append(LevelWalk walk, int fromRow, int rowCount) {
    int from = walk.entriesBefore(fromRow);
    int count = walk.entriesBefore(fromRow + rowCount) - from;
    if (count > MAX_ENTRIES - entries) {
      throw new IllegalArgumentException(
          (long) entries + count + " level entries exceed the " + MAX_ENTRIES + " of a page");
    }
    if (repetitionWidth > 0) {
      repetition = append(walk.repetition(), from, count, repetition);
      countRepetition(walk.repetition(), from, count, rowCount);
    }
    if (definitionWidth > 0) {
      definition = append(walk.definition(), from, count, definition);
      countDefinition(walk, from, count);
    }
    entries += count;
    rows += rowCount;
  }

  private byte[] append(byte[] levels, int from, int count, byte[] target) {
    byte[] grown = target;
    if (target.length - entries < count) {
      long length = Math.max((long) entries + count, target.length + (target.length >> 1));
      grown = Arrays.copyOf(target, (int) Math.min(length, MAX_ENTRIES));
    }
    System.arraycopy(levels, from, grown, entries, count);
    return grown;
  }

  /** Each row has one entry of level 0, so that two levels need not be counted. */
  private void countRepetition(byte[] levels, int from, int count, int rowCount) {
    if (repetitionHistogram.length == 2) {
      repetitionHistogram[0] += rowCount;
      repetitionHistogram[1] += count - rowCount;
    } else {
      count(levels, from, count, repetitionHistogram);
    }
  }

  private void countDefinition(LevelWalk walk, int from, int count) {
    if (walk.isWhole()) {
      definitionHistogram[definitionHistogram.length - 1] += count;
    } else {
      count(walk.definition(), from, count, definitionHistogram);
    }
  }

  private static void count(byte[] levels, int from, int count, long[] histogram) {
    if (histogram.length > Long.BYTES) {
      for (int i = from; i < from + count; i++) {
        histogram[levels[i]]++;
      }
      return;
    }
    int end = from + count;
    for (int i = from; i < end; ) {
      // A counter in memory would make each entry wait for the one before: these are in a register.
      int stop = Math.min(end, i + MAX_COUNT);
      long counts = 0;
      for (; i < stop; i++) {
        counts += 1L << (levels[i] << 3);
      }
      for (int level = 0; level < histogram.length; level++) {
        histogram[level] += counts >>> (level << 3) & MAX_COUNT;
      }
    }
  }

  /** Rows appended since the last {@link #clear()}. */
  public int rows() {
    return rows;
  }

  /** Level entries, with a value or without. */
  public int entries() {
    return entries;
  }

  /** Entries with a value. */
  public int present() {
    return definitionWidth == 0
        ? entries
        : (int) definitionHistogram[definitionHistogram.length - 1];
  }

  /** How often each repetition level occurs; only kept where there are lists. */
  public long[] repetitionHistogram() {
    return repetitionHistogram;
  }

  /** How often each definition level occurs; only kept where there is more than one. */
  public long[] definitionHistogram() {
    return definitionHistogram;
  }

  /** Bytes that the levels of this many entries, with their lengths, need without any runs. */
  public long packedBytes(long entryCount) {
    return 2 * (Integer.BYTES + 2) + entryCount * bitsPerEntry() / Byte.SIZE + entryCount / 128;
  }

  /** Bits of both levels of an entry. */
  public int bitsPerEntry() {
    return repetitionWidth + definitionWidth;
  }

  /**
   * Appends the repetition levels as RLE/bit-packing hybrid runs, without a length; only where
   * there is more than level 0.
   */
  public void encodeRepetition(PageBuffer out) {
    LevelRunEncoder.encode(repetition, entries, repetitionWidth, out);
  }

  /** As {@link #encodeRepetition}, of the definition levels. */
  public void encodeDefinition(PageBuffer out) {
    LevelRunEncoder.encode(definition, entries, definitionWidth, out);
  }

  /** Starts the next page. */
  public void clear() {
    entries = 0;
    rows = 0;
    Arrays.fill(repetitionHistogram, 0);
    Arrays.fill(definitionHistogram, 0);
    if (Math.max(repetition.length, definition.length) > RETAINED_ENTRIES) {
      trim();
    }
  }

  /** Gives back the memory of the pages before; only on an empty page. */
  public void trim() {
    repetition = new byte[0];
    definition = new byte[0];
  }

  /** Bytes of memory held, filled or not. */
  public long allocatedBytes() {
    return (long) repetition.length + definition.length;
  }
}
