package org.parquetext.spark.arrow;

import java.util.List;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.Platform;

/**
 * Copies vectors whose values repeat as positions in a dictionary: those that their reader has left
 * in the dictionary of a file, and those of one value for all rows. The reader's dictionary itself
 * is nowhere to be had, but which row has which of its values is: so the value of each that rows
 * have is read once, at the first of them. Owns two vectors, used again for every batch.
 */
final class EncodedCopy implements AutoCloseable {

  /** With fewer rows for each value than this, values are copied as quickly. */
  private static final int MIN_REPETITIONS = 2;

  private final IntVector indices;
  private final FieldVector entries;
  private final ValueCopy values;
  private final Cells entryCells = new Cells();

  private final DictionaryPlaces places;

  private final Repetition repetition;

  /**
   * A copy.
   *
   * @param indices closed with this
   * @param entries closed with this
   * @param places shared with the copies of other columns
   * @param repetition shared with the other copies of the same column
   */
  EncodedCopy(
      IntVector indices,
      FieldVector entries,
      ValueCopy values,
      DictionaryPlaces places,
      Repetition repetition) {
    this.places = places;
    this.repetition = repetition;
    this.indices = indices;
    this.entries = entries;
    this.values = values;
  }

  /**
   * Copies the rows, of which one at least is not null, if their values repeat.
   *
   * @return whether they do; if not, nothing is of any meaning
   */
  boolean copy(ColumnVector from, Cells cells) {
    boolean constant = from instanceof ConstantColumnVector;
    WritableColumnVector encoded = OwnVectors.encoded(from);
    if (!constant && encoded == null) {
      return false;
    }
    LeafCopier.reserve(indices, cells.count());
    int count = constant ? firstOf(cells) : learn(encoded.getDictionaryIds(), cells);
    if (count == 0) {
      return false;
    }
    entryCells.pointToFirst(cells, places.firstRows(), count);
    LeafCopier.reserve(entries, count);
    values.copy(from, entryCells, entries);
    LeafCopier.finish(indices, cells);
    LeafCopier.finish(entries, entryCells);
    return true;
  }

  private int firstOf(Cells cells) {
    places.only(firstPresent(cells));
    long bytes = (long) Integer.BYTES * cells.count();
    Platform.setMemory(null, indices.getDataBufferAddress(), bytes, (byte) 0);
    return 1;
  }

  private static int firstPresent(Cells cells) {
    int first = 0;
    while (cells.isNull(first)) {
      first++;
    }
    return first;
  }

  /** Returns how many values the rows have; 0 if too many. */
  private int learn(WritableColumnVector ids, Cells cells) {
    if (!repetition.isLikely()) {
      return 0;
    }
    int[] positions = positions(ids, cells);
    int max = Math.max(1, cells.count() / MIN_REPETITIONS);
    int count = places.number(positions, firstPresent(cells), max);
    repetition.found(count > 0);
    if (count == 0) {
      return 0;
    }
    long bytes = (long) Integer.BYTES * cells.count();
    Platform.copyMemory(
        positions, Platform.INT_ARRAY_OFFSET, null, indices.getDataBufferAddress(), bytes);
    return count;
  }

  /** The rows' positions in the reader's dictionary; that of some other row where one is null. */
  private static int[] positions(WritableColumnVector vector, Cells cells) {
    int rows = cells.count();
    int[] ids;
    if (cells.isRange()) {
      ids = vector.getInts(cells.from(), rows);
    } else {
      ids = new int[rows];
      for (int i = 0; i < rows; i++) {
        ids[i] = vector.getInt(cells.at(i));
      }
    }
    if (cells.hasNull()) {
      int present = ids[firstPresent(cells)];
      for (int i = 0; i < rows; i++) {
        ids[i] = cells.isNull(i) ? present : ids[i];
      }
    }
    return ids;
  }

  /** Where the values of rows stand in {@link #entries()}. */
  IntVector indices() {
    return indices;
  }

  /** The values that rows have, each once, in the order of their first rows. */
  FieldVector entries() {
    return entries;
  }

  long heldBytes() {
    return LeafCopier.heldBytes(indices) + LeafCopier.heldBytes(entries);
  }

  /** Bytes of what was copied last. */
  long contentBytes() {
    return (long) indices.getBufferSize() + entries.getBufferSize();
  }

  @Override
  public void close() {
    AutoCloseables.closeNoChecked(() -> AutoCloseables.close(List.of(indices, entries)));
  }
}
