package org.parquetext.integration.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table whose rows follow from their number: {@code id}, the number, {@code few}, a text of a
 * thousand, and longs that nothing makes smaller.
 */
final class HashedTable {
  private static final int FEW = 1_000;

  /** More columns than this are checked in a selection. */
  private static final int CHECKED = 50;

  private static final String[] IDS = {"count(*)", "sum(id)", "bit_xor(xxhash64(id))"};

  private final int columns;

  /** A table of at least three columns. */
  HashedTable(int columns) {
    this.columns = columns;
  }

  /** The columns as SQL, of a table that has {@code id}; behind them {@code part}. */
  String[] expressions(int partitions) {
    return Stream.concat(
            Stream.of(expressions()), Stream.of("id %% %d AS part".formatted(partitions)))
        .toArray(String[]::new);
  }

  /** The columns as SQL, of a table that has {@code id}. */
  String[] expressions() {
    return IntStream.range(0, columns)
        .mapToObj(column -> expression(column) + " AS " + name(column))
        .toArray(String[]::new);
  }

  private static String expression(int column) {
    return switch (column) {
      case 0 -> "id";
      case 1 -> "CAST(id %% %d AS STRING)".formatted(FEW);
      default -> "xxhash64(id, %dL)".formatted(column);
    };
  }

  private static String name(int column) {
    return switch (column) {
      case 0 -> "id";
      case 1 -> "few";
      default -> "hash" + column;
    };
  }

  /** Fails unless the table has exactly the rows from 0 to {@code rows}. */
  void requireRows(Dataset<Row> table, long rows) {
    String wrong =
        IntStream.range(1, columns)
            .filter(column -> column == 1 || column % Math.max(1, columns / CHECKED) == 0)
            .mapToObj(column -> name(column) + " IS DISTINCT FROM " + expression(column))
            .collect(Collectors.joining(" OR "));
    assertThat(table.selectExpr(IDS).head())
        .as("count, sum and hash of the ids")
        .isEqualTo(table.sparkSession().range(rows).selectExpr(IDS).head());
    assertThat(table.where(wrong).count()).as("rows whose values are others").isZero();
  }
}
