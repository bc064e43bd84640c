package org.parquetext.column;

import java.util.Arrays;
import org.parquetext.buffer.PageBuffer;
import org.parquetext.dictionary.DictionaryPolicy;
import org.parquetext.encoding.RleBitPackingHybridEncoder;

/**
 * The ids of the open page, and whether the chunk still uses its dictionary.
 *
 * <p>As in parquet-java the first page decides whether a dictionary that was not asked for is worth
 * it, and a dictionary that outgrows its limit later is given up from the page on that it outgrew
 * in: so earlier pages keep their ids, and the dictionary page holds the entries that they use.
 *
 * <p>Where that page shows a loss by many values, the dictionaries of the next chunks are doubted:
 * they need not see it to its end. After {@value #MOST_DOUBTS} such chunks one is tried for a whole
 * page again, and one that is kept ends the doubt.
 */
final class DictionaryIds {

  private static final int MOST_DOUBTS = 7;

  private final DictionaryPolicy policy;
  private final DictionaryUse use;
  private int[] ids = new int[0];
  private int count;
  private int entries;
  private int usedEntries;
  private boolean active;
  private boolean firstPage = true;

  /** How many chunks from now on may give their dictionaries up before the first page ends. */
  private int doubts;

  private DictionaryIds(DictionaryPolicy policy, DictionaryUse use) {
    this.policy = policy;
    this.use = use;
    this.active = use != DictionaryUse.NONE;
  }

  static DictionaryIds of(DictionaryUse use, int maxDictionaryBytes) {
    return new DictionaryIds(new DictionaryPolicy(maxDictionaryBytes), use);
  }

  boolean isActive() {
    return active;
  }

  /**
   * Whether the open page is one of ids. Not if it has no value and the dictionary no entry yet: no
   * reader takes ids without a dictionary page, and an empty page is no reason to give a dictionary
   * up that was demanded. One that is only tried is given up by it, as in parquet-java.
   */
  boolean encodesPage() {
    return active && (use == DictionaryUse.TRIED || count > 0 || usedEntries > 0);
  }

  /** Whether the open page is to show if the dictionary is a loss. */
  boolean isOnTrial() {
    return firstPage && use == DictionaryUse.TRIED;
  }

  /** The ids of the open page, with room for {@code more} behind {@link #count()}. */
  int[] reserve(int more) {
    if (ids.length < count + more) {
      ids = Arrays.copyOf(ids, Math.max(count + more, ids.length + (ids.length >> 1)));
    }
    return ids;
  }

  int[] ids() {
    return ids;
  }

  int count() {
    return count;
  }

  /** Whether a dictionary of so many bytes has to be given up. */
  boolean exceedsLimit(long dictionaryBytes) {
    boolean exceeds = policy.exceedsLimit(dictionaryBytes);
    if (exceeds && isOnTrial()) {
      doubts = MOST_DOUBTS;
    }
    return exceeds;
  }

  /**
   * {@code more} ids were put behind the others; says whether the dictionary outgrew its limit.
   *
   * @param size entries of the dictionary
   */
  boolean outgrows(int more, int size, long dictionaryBytes) {
    count += more;
    entries = size;
    return exceedsLimit(dictionaryBytes);
  }

  /**
   * Whether the dictionary is on trial, and was a loss in a chunk before: then it is to be judged
   * when the first page has {@link DictionaryPolicy#JUDGED_ROWS}.
   */
  boolean isDoubted() {
    return doubts > 0 && active && isOnTrial();
  }

  /** Whether the ids so far confirm a doubt: then the dictionary is to be given up. */
  boolean confirmLoss() {
    boolean loss = isDoubted() && policy.isLossAgain(count, entries);
    if (loss) {
      doubts--;
    }
    return loss;
  }

  /** No page of this chunk uses ids from now on. */
  void giveUp() {
    active = false;
    count = 0;
  }

  /**
   * Appends the page of ids: one byte of bit width, then the hybrid runs.
   *
   * @param size entries of the dictionary
   * @return false, with {@code page} as it was, when the first page shows the dictionary to be a
   *     loss
   */
  boolean encode(int size, long dictionaryBytes, long rawBytes, PageBuffer page) {
    int start = page.size();
    encodeFirst(count, size, page);
    int encoded = page.size() - start;
    if (isOnTrial()) {
      if (!policy.keepsAfterFirstPage(encoded, dictionaryBytes, rawBytes)) {
        page.size(start);
        doubts = policy.isTelling(count) ? MOST_DOUBTS : doubts;
        return false;
      }
      doubts = 0;
    }
    usedEntries = size;
    return true;
  }

  /**
   * Whether the values of the first ids take clearly less room than these. The sink keeps what it
   * has measured only if so, and none of the values.
   *
   * @param sink holds the values of the first {@code sample} ids, and nothing else
   * @param entries the size of the dictionary
   */
  boolean areOutdoneBy(
      ValueSink sink, int sample, int entries, PageBuffer page, EncoderArena arena) {
    boolean outdone = sink.outdoes(out -> encodeFirst(sample, entries, out), page, arena);
    sink.clear();
    sink.trim();
    if (!outdone) {
      sink.clearChunk();
    }
    return outdone;
  }

  private void encodeFirst(int values, int entries, PageBuffer page) {
    int bitWidth = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, entries - 1));
    page.putByte(bitWidth);
    if (values > 0) {
      RleBitPackingHybridEncoder.encode(ids, 0, values, bitWidth, page);
    }
  }

  void clearPage() {
    count = 0;
    firstPage = false;
  }

  /** Entries that the pages of this chunk use. */
  int usedEntries() {
    return usedEntries;
  }

  /** Gives back the memory of the pages before; only on an empty page. */
  void trim() {
    ids = new int[0];
  }

  /** Bytes of memory held, filled or not. */
  long allocatedBytes() {
    return (long) Integer.BYTES * ids.length;
  }

  void clearChunk() {
    count = 0;
    entries = 0;
    usedEntries = 0;
    firstPage = true;
    active = use != DictionaryUse.NONE;
  }
}
