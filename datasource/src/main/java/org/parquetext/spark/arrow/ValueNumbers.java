package org.parquetext.spark.arrow;

import java.util.Arrays;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Numbers the values of a column in a batch, equal ones alike: null is 0, and the others from 1 on.
 * A vector of one value is looked at once, one with a dictionary once for each value that it has.
 */
final class ValueNumbers {

  private final DistinctValues values;
  private int[] numbers = {};

  /** The rows at which values are looked at, and which of them each row is like. */
  private int[] lookedAt = {};

  private int[] likeOf = {};
  private int[] numbersOfLookedAt = {};

  /** By position in a dictionary: one more than which of {@link #lookedAt} has the value. */
  private int[] known = {};

  private ValueNumbers(DistinctValues values) {
    this.values = values;
  }

  static ValueNumbers of(StructField column) {
    return new ValueNumbers(DistinctValues.of(column.dataType()));
  }

  /** Numbers the values of some rows; returns 1 if all have the same, else any larger number. */
  int number(ColumnVector vector, BatchRows rows) {
    if (vector instanceof ConstantColumnVector || rows.count() == 0) {
      return 1;
    }
    reserve(rows.count());
    WritableColumnVector encoded = OwnVectors.encoded(vector);
    int looks = encoded == null ? lookAtEach(vector, rows) : lookOnce(encoded, rows);
    int distinct = values.number(vector, lookedAt, looks, numbersOfLookedAt);
    boolean hasNull = false;
    for (int i = 0; i < rows.count(); i++) {
      int like = likeOf[i];
      numbers[i] = like < 0 ? 0 : 1 + numbersOfLookedAt[like];
      hasNull |= like < 0;
    }
    return distinct + (hasNull ? 1 : 0);
  }

  private void reserve(int rows) {
    if (numbers.length < rows) {
      numbers = new int[rows];
      lookedAt = new int[rows];
      likeOf = new int[rows];
      numbersOfLookedAt = new int[rows];
    }
  }

  private int lookAtEach(ColumnVector vector, BatchRows rows) {
    boolean nulls = vector.hasNull();
    int looks = 0;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.at(i);
      if (nulls && vector.isNullAt(row)) {
        likeOf[i] = -1;
      } else {
        likeOf[i] = looks;
        lookedAt[looks++] = row;
      }
    }
    return looks;
  }

  private int lookOnce(WritableColumnVector vector, BatchRows rows) {
    WritableColumnVector ids = vector.getDictionaryIds();
    boolean nulls = vector.hasNull();
    Arrays.fill(known, 0);
    int looks = 0;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.at(i);
      if (nulls && vector.isNullAt(row)) {
        likeOf[i] = -1;
        continue;
      }
      int id = ids.getDictId(row);
      if (id < 0 || id > DictionaryPlaces.MAX_POSITION) {
        return lookAtEach(vector, rows);
      }
      if (id >= known.length) {
        known = Arrays.copyOf(known, Math.max(id + 1, 2 * known.length));
      }
      if (known[id] == 0) {
        lookedAt[looks++] = row;
        known[id] = looks;
      }
      likeOf[i] = known[id] - 1;
    }
    return looks;
  }

  /** By row, in the order of the rows. */
  int[] numbers() {
    return numbers;
  }
}
