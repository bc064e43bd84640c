package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Splits the rows of batches by the values of some columns, such as those that make partition
 * directories, without making rows: where the rows go is asked once for all that have the same
 * values. Values are the same if all bits are. Internal. Belongs to the task's thread.
 */
public final class BatchSplit {

  private final int[] ordinals;
  private final List<ValueNumbers> columns = new ArrayList<>();
  private final PairNumbers pairs = new PairNumbers();
  private int[] numbers = {};

  /**
   * A split of batches.
   *
   * @param ordinals the columns of {@code schema} whose values decide
   */
  public BatchSplit(StructType schema, int[] ordinals) {
    this.ordinals = ordinals.clone();
    for (int ordinal : ordinals) {
      columns.add(ValueNumbers.of(schema.fields()[ordinal]));
    }
  }

  /**
   * The rows cut where values change: each piece has the same values and ends where the next one
   * begins.
   */
  public List<BatchRows> runs(ColumnarBatch batch, BatchRows rows) {
    int groups = number(batch, rows);
    List<BatchRows> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; groups > 1 && i < rows.count(); i++) {
      if (numbers[i] != numbers[from]) {
        runs.add(rows.slice(from, i - from));
        from = i;
      }
    }
    if (rows.count() > 0) {
      runs.add(rows.slice(from, rows.count() - from));
    }
    return runs;
  }

  /**
   * The rows by where they go, in the order in which they come, and so are those of each target.
   *
   * @param target asked once for each combination of values, in the order of their first rows; the
   *     row is valid during the call, the answer may be null
   */
  public <T> Map<T, BatchRows> targets(
      ColumnarBatch batch, BatchRows rows, Function<? super InternalRow, ? extends T> target) {
    int groups = number(batch, rows);
    Map<T, Integer> targets = new LinkedHashMap<>();
    int[] targetOf = new int[groups];
    Arrays.fill(targetOf, -1);
    int[] counts = new int[groups];
    for (int i = 0; i < rows.count(); i++) {
      int group = numbers[i];
      if (targetOf[group] < 0) {
        T found = target.apply(batch.getRow(rows.at(i)));
        Integer known = targets.putIfAbsent(found, targets.size());
        targetOf[group] = known == null ? targets.size() - 1 : known;
      }
      counts[targetOf[group]]++;
    }
    return gathered(rows, targets, targetOf, counts);
  }

  private <T> Map<T, BatchRows> gathered(
      BatchRows rows, Map<T, Integer> targets, int[] targetOf, int[] counts) {
    Map<T, BatchRows> split = new LinkedHashMap<>();
    if (targets.size() == 1) {
      targets.forEach((target, number) -> split.put(target, rows));
      return split;
    }
    int[][] positions =
        IntStream.range(0, targets.size()).mapToObj(t -> new int[counts[t]]).toArray(int[][]::new);
    int[] filled = new int[targets.size()];
    for (int i = 0; i < rows.count(); i++) {
      int target = targetOf[numbers[i]];
      positions[target][filled[target]++] = rows.at(i);
    }
    targets.forEach(
        (target, number) -> split.put(target, BatchRows.of(positions[number], filled[number])));
    return split;
  }

  /** Numbers the combinations of values from 0 on, and returns how many there are. */
  private int number(ColumnarBatch batch, BatchRows rows) {
    if (numbers.length < rows.count()) {
      numbers = new int[rows.count()];
    }
    Arrays.fill(numbers, 0, rows.count(), 0);
    int groups = rows.count() == 0 ? 0 : 1;
    for (int i = 0; i < ordinals.length; i++) {
      ValueNumbers column = columns.get(i);
      if (column.number(batch.column(ordinals[i]), rows) > 1) {
        groups = pairs.number(numbers, column.numbers(), rows.count());
      }
    }
    return groups;
  }
}
