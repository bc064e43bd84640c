package org.parquetext.integration.matrix;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** How the values of every column follow each other, as far as Java can compare them. */
enum ValueOrder {
  ASCENDING(ValueOrder::compare),
  DESCENDING(Collections.reverseOrder(ValueOrder::compare));

  private final Comparator<Object> comparator;

  ValueOrder(Comparator<Object> comparator) {
    this.comparator = Comparator.nullsLast(comparator);
  }

  /** The same values of each column in other rows; nulls are last. */
  List<Row> of(List<Row> rows, StructType schema) {
    List<List<Object>> columns =
        IntStream.range(0, schema.length()).mapToObj(column -> sorted(rows, column)).toList();
    return IntStream.range(0, rows.size())
        .mapToObj(row -> RowFactory.create(columns.stream().map(c -> c.get(row)).toArray()))
        .toList();
  }

  private List<Object> sorted(List<Row> rows, int column) {
    Stream<Object> values = rows.stream().map(row -> row.get(column));
    return values.sorted(comparator).collect(Collectors.toList());
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object left, Object right) {
    return left instanceof Comparable<?> comparable
        ? ((Comparable<Object>) comparable).compareTo(right)
        : 0;
  }
}
