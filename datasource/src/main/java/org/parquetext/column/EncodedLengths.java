package org.parquetext.column;

import org.apache.arrow.vector.ValueVector;
import org.parquetext.level.LeafColumn;

/**
 * The bytes of rows whose values stand in a dictionary of byte arrays, as if each had its own: so
 * pages end where they would without the dictionary. Confined to one thread at a time.
 */
final class EncodedLengths {

  /** Lengths of the entries are gathered where rows may ask for most of them. */
  private static final int MAX_GATHERED = 1 << 16;

  private final ArrowByteArrays source;
  private LeafColumn gatheredOf;
  private int[] gathered = {};
  private int longest;

  EncodedLengths(ArrowByteArrays source) {
    this.source = source;
  }

  /** As {@link ArrowByteArrays#rowsWithin}. */
  int rowsWithin(LeafColumn column, int from, int count, long bytes) {
    if (count * (4L + longest(column)) <= bytes) {
      return count;
    }
    long used = 0;
    for (int i = 0; i < count; i++) {
      used += 4L + length(column, from + i);
      if (used > bytes) {
        return i;
      }
    }
    return count;
  }

  /** As {@link ArrowByteArrays#bytes}. */
  long bytes(LeafColumn column, int from, int count) {
    long bytes = 4L * count;
    for (int i = 0; i < count; i++) {
      bytes += length(column, from + i);
    }
    return bytes;
  }

  /** A null has no bytes; nor has what is no index, which may be below a null. */
  private int length(LeafColumn column, int row) {
    ValueVector indices = column.values();
    if (indices.isNull(row)) {
      return 0;
    }
    int index = DictionaryIndices.read(indices, row);
    if (index < 0 || index >= column.dictionary().getValueCount()) {
      return 0;
    }
    return gather(column) ? gathered[index] : lengthOfEntry(column.dictionary(), index);
  }

  private int lengthOfEntry(ValueVector dictionary, int index) {
    return (int) (source.bytes(dictionary, index, 1) - 4);
  }

  /** At least the length of the longest entry. */
  private long longest(LeafColumn column) {
    return gather(column) ? longest : Integer.MAX_VALUE;
  }

  private boolean gather(LeafColumn column) {
    ValueVector dictionary = column.dictionary();
    int entries = dictionary.getValueCount();
    if (entries > MAX_GATHERED) {
      return false;
    }
    if (gatheredOf == column) {
      return true;
    }
    gathered = gathered.length < entries ? new int[entries] : gathered;
    longest = 0;
    for (int i = 0; i < entries; i++) {
      gathered[i] = lengthOfEntry(dictionary, i);
      longest = Math.max(longest, gathered[i]);
    }
    gatheredOf = column;
    return true;
  }

  /** Forgets a column that is not read any more. */
  void clear() {
    gatheredOf = null;
  }
}
