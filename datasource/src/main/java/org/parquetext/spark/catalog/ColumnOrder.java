package org.parquetext.spark.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The order of a table's columns: those of partitions come last, in their order, where Spark's V1
 * tables have them, and where a Hive metastore puts them whatever the order was, so that rows that
 * are placed by the position of columns would go to others.
 *
 * @param columns all, by their names
 * @param partitions the names of the partition columns, outermost first. Spark has given them the
 *     names of the columns, so that they may differ from others by their case only, where a session
 *     tells names apart by it
 */
record ColumnOrder(List<String> columns, List<String> partitions) {

  /**
   * Checks that partition columns come last.
   *
   * @throws IllegalArgumentException when they do not, with the order to use
   */
  void check() {
    List<String> order = new ArrayList<>(columns);
    order.removeAll(partitions);
    order.addAll(partitions);
    if (!order.equals(columns)) {
      throw new IllegalArgumentException(
          ("Cannot use a table with the columns %s that is partitioned by %s: partition columns"
                  + " come last. Use the order %s.")
              .formatted(columns, partitions, order));
    }
  }

  /**
   * Checks that partition columns stay last in another order of columns, if they are now.
   *
   * @throws IllegalArgumentException when they do not, with the order to use
   */
  void checkChange(List<String> changed) {
    if (partitionsMoved().isEmpty()) {
      new ColumnOrder(changed, partitions).check();
    }
  }

  /**
   * The columns by their positions, those of partitions last; empty where they are already, and
   * where partitions are of columns that the table does not have.
   */
  Optional<List<Integer>> partitionsMoved() {
    List<Integer> last = new ArrayList<>();
    for (String partition : partitions) {
      int position = columns.indexOf(partition);
      if (position < 0 || last.contains(position)) {
        return Optional.empty();
      }
      last.add(position);
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
    List<Integer> before = List.copyOf(order);
    order.removeAll(last);
    order.addAll(last);
    return order.equals(before) ? Optional.empty() : Optional.of(order);
  }

  /** The column behind which those of partitions begin; empty where there is none. */
  Optional<String> lastBeforePartitions() {
    int last = columns.size() - partitions.size() - 1;
    return partitions.isEmpty() || last < 0 || partitionsMoved().isPresent()
        ? Optional.empty()
        : Optional.of(columns.get(last));
  }
}
