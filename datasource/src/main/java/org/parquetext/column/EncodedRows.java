package org.parquetext.column;

import java.util.Arrays;
import org.parquetext.level.LeafColumn;

/**
 * Which entries of a dictionary some rows use, each once and in the order of its first use: so what
 * is done for each distinct value, such as looking it up, is done once for all rows that have it,
 * and ids come in the order in which the values themselves would have got them.
 *
 * <p>Made anew for every stretch; keeps its arrays. Confined to one thread at a time.
 */
final class EncodedRows {

  private int[] places = {};
  private int[] distinct = {};
  private int[] ids = {};

  /** By position in the dictionary: the stretch that last used it, and its place there. */
  private int[] seen = {};

  private int[] placeOf = {};
  private int stretch;
  private int rows;
  private int count;

  /** The values of the entries in use, by place: whichever the type needs. */
  private int[] ints = {};

  private long[] longs = {};
  private byte[] fixed = {};
  private final ByteArrays byteArrays = new ByteArrays();

  /**
   * Reads the present rows of a column whose values are positions in a dictionary.
   *
   * @throws IllegalArgumentException if one is not in the dictionary
   */
  void read(LeafColumn column, int from, int total, long[] validity, int present) {
    places = reserved(places, total);
    DictionaryIndices.read(column.values(), from, total, places);
    if (present < total) {
      PresentValues.compact(places, validity, total);
    }
    rows = present;
    int entries = column.dictionary().getValueCount();
    if (column.isOrderedByUse() && total == column.values().getValueCount()) {
      useAll(entries);
    } else {
      findDistinct(entries);
    }
  }

  /** Of all rows the entries stand at their places already. */
  private void useAll(int entries) {
    count = entries;
    distinct = reserved(distinct, count);
    for (int place = 0; place < count; place++) {
      distinct[place] = place;
    }
  }

  private void findDistinct(int entries) {
    if (seen.length < entries) {
      seen = new int[entries];
      placeOf = new int[entries];
      stretch = 0;
    }
    if (++stretch == Integer.MAX_VALUE) {
      Arrays.fill(seen, 0);
      stretch = 1;
    }
    distinct = reserved(distinct, Math.min(rows, entries));
    count = 0;
    for (int i = 0; i < rows; i++) {
      int position = places[i];
      if (position < 0 || position >= entries) {
        throw new IllegalArgumentException(
            "position " + position + " is not in its dictionary, which has " + entries);
      }
      if (seen[position] != stretch) {
        seen[position] = stretch;
        placeOf[position] = count;
        distinct[count++] = position;
      }
      places[i] = placeOf[position];
    }
  }

  /** How many entries are in use. */
  int count() {
    return count;
  }

  /** By present row: the place of its value among those in use. */
  int[] places() {
    return places;
  }

  /** Hands over which entries are in use, as ranges of the dictionary, in the order of places. */
  void forEachRange(Range range) {
    for (int first = 0; first < count; ) {
      int end = first + 1;
      while (end < count && distinct[end] == distinct[end - 1] + 1) {
        end++;
      }
      range.accept(distinct[first], end - first, first);
      first = end;
    }
  }

  /** Room for an id of each entry in use. */
  int[] ids() {
    ids = reserved(ids, count);
    return ids;
  }

  /** Puts the ids of all rows, given those of the entries in use, behind others. */
  void translate(int[] to, int at) {
    for (int i = 0; i < rows; i++) {
      to[at + i] = ids[places[i]];
    }
  }

  int[] ints() {
    ints = reserved(ints, count);
    return ints;
  }

  long[] longs() {
    if (longs.length < count) {
      longs = new long[count];
    }
    return longs;
  }

  byte[] fixed(int width) {
    int length = Math.multiplyExact(count, width);
    if (fixed.length < length) {
      fixed = new byte[length];
    }
    return fixed;
  }

  ByteArrays byteArrays() {
    return byteArrays;
  }

  private static int[] reserved(int[] array, int needed) {
    return array.length < needed ? new int[needed] : array;
  }

  /** Gives the memory of outliers back: of every array that is longer than so many bytes. */
  void trim(int maxRetained) {
    int maxInts = maxRetained / Integer.BYTES;
    places = places.length > maxInts ? new int[0] : places;
    distinct = distinct.length > maxInts ? new int[0] : distinct;
    ids = ids.length > maxInts ? new int[0] : ids;
    ints = ints.length > maxInts ? new int[0] : ints;
    longs = longs.length > maxRetained / Long.BYTES ? new long[0] : longs;
    fixed = fixed.length > maxRetained ? new byte[0] : fixed;
    byteArrays.trim(maxRetained);
    if (seen.length > maxInts) {
      seen = new int[0];
      placeOf = new int[0];
    }
  }

  /** Takes entries {@code from} to {@code from + count} of the dictionary for a place and on. */
  @FunctionalInterface
  interface Range {
    void accept(int from, int count, int place);
  }
}
