package org.parquetext.pipeline;

import org.parquetext.column.ChunkForecast;

/**
 * Finds the row at which a file has its target size: row groups that are written are known to the
 * byte, the open one is expected to end as its columns were compressed so far.
 *
 * <p>Looking at what the columns have needs all of them to have encoded all rows, which costs time.
 * So the pipeline looks only when the file may have grown to its target since the last look, though
 * everything that is not known to be compressed stayed as it came in. Where the look leaves doubt
 * that matters, since much is not compressed yet, the columns {@link
 * org.parquetext.column.ColumnChunkWriter#measure measure}. When to look depends on rows and on
 * what was encoded {@link RowGroupSize#WINDOW} before, never on timing, and so does where the file
 * ends.
 *
 * <p>A file aims a little below its target, which leaves room for an error and for a remainder. It
 * gets rows of half its target at least, as they come in, also where footer, dictionaries or bloom
 * filters alone are larger than it. Confined to the calling thread.
 */
final class FileCut {

  /** Both the part of the target that a file stays below it, and the doubt that does not matter. */
  private static final int TOLERANCE = 40;

  /** Pages are not made smaller, on average and before compression, only to be certain. */
  private static final long MIN_PAGE_BYTES = 8 << 10;

  /** Rows are looked at again after this part of the target at the earliest. */
  private static final int GRANULES = 128;

  private final long target;
  private final long aim;
  private final long granule;
  private final RollingFiles files;
  private final ColumnTask[] columns;
  private final RowGroupSize size;

  /** Whether what compressed so far need not do so again; else it is believed to, about. */
  private final boolean strict;

  /** The most bytes in front of the open row group. */
  private long before;

  /** Bytes of rows in the file, as they came in, and of those in the open row group. */
  private long rawBytes;

  private long openRawBytes;
  private long nextLook;
  private long certain;
  private long expected;
  private long atMost;

  FileCut(long target, RollingFiles files, ColumnTask[] columns, RowGroupSize size) {
    this.target = target;
    this.aim = target - target / TOLERANCE;
    this.granule = Math.max(1, target / GRANULES);
    this.files = files;
    this.columns = columns;
    this.size = size;
    this.strict = columns.length * MIN_PAGE_BYTES <= target / TOLERANCE;
    restart();
  }

  /**
   * Bytes of rows, as they come in, that may follow in one stretch: until the next look, so that a
   * batch of many columns is not cut smaller than the looks ask for.
   */
  long room() {
    if (target == 0) {
      return Long.MAX_VALUE;
    }
    long toLook = nextLook - before - size.atMost();
    return Math.max(granule, Math.max(toLook, target / 2 - rawBytes));
  }

  /** Rows are about to go into the open row group. */
  void add(long raw) {
    rawBytes += raw;
    openRawBytes += raw;
  }

  /** A row group is about to end; its size was not {@link RowGroupSize#reset} yet. */
  void rowGroupEnds() {
    before += size.atMost();
    openRawBytes = 0;
  }

  /** All row groups are written, and none is open. */
  void restart() {
    locate();
    nextLook = aim - files.tailBytes() - files.tailOf(columns.length, columns.length);
  }

  /** Whether the file may have its bytes with the open row group. */
  boolean isDue() {
    return target > 0 && rawBytes >= target / 2 && before + size.atMost() >= nextLook;
  }

  private void locate() {
    before = files.position();
    if (before == 0) {
      rawBytes = openRawBytes;
    }
  }

  /** Looks at what the columns have; only when they have encoded all rows. */
  void look() {
    size.settle();
    locate();
    long pages = 0;
    certain = before + files.tailBytes();
    expected = certain;
    atMost = certain;
    for (ColumnTask column : columns) {
      ChunkForecast forecast = column.forecast();
      certain += forecast.finishedBytes();
      expected += forecast.expectedBytes();
      atMost += strict ? forecast.atMostBytes() : forecast.believedBytes();
      pages += forecast.pages() + 1L;
    }
    long ownTail = files.tailOf(columns.length, pages);
    certain += ownTail;
    expected += ownTail;
    atMost += ownTail;
  }

  /** Whether the last look cannot tell, because much is not compressed yet. */
  boolean isUncertain() {
    return atMost >= aim && atMost - certain > target / TOLERANCE;
  }

  /** Whether the file has its bytes, by the last look; if not, says when to look again. */
  boolean isReached() {
    if (expected >= aim) {
      return true;
    }
    nextLook = before + size.atMost() + Math.max(granule, aim - atMost);
    return false;
  }
}
