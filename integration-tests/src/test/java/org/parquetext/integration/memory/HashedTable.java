package org.parquetext.integration.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XXH64;

/**
 * A table whose rows follow from their number: {@code id}, the number, {@code few}, a text of a
 * thousand, and longs that nothing makes smaller. Made by Spark or as Arrow data.
 */
final class HashedTable {
  private static final int FEW = 1_000;
  private static final long SEED = 42;

  /** More columns than this are checked in a selection. */
  private static final int CHECKED = 50;

  private static final String[] IDS = {"count(*)", "sum(id)", "bit_xor(xxhash64(id))"};

  private final int columns;

  /** A table of at least three columns. */
  HashedTable(int columns) {
    this.columns = columns;
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

  /** A root for {@link #fill}. */
  VectorSchemaRoot open(BufferAllocator allocator) {
    List<FieldVector> vectors =
        IntStream.range(0, columns)
            .<FieldVector>mapToObj(
                column ->
                    column == 1
                        ? new VarCharVector(name(column), allocator)
                        : new BigIntVector(name(column), allocator))
            .toList();
    return new VectorSchemaRoot(vectors);
  }

  /** Fills a root with the rows from {@code first} on. */
  void fill(VectorSchemaRoot root, long first, int rows) {
    for (int column = 0; column < columns; column++) {
      FieldVector vector = root.getVector(column);
      vector.reset();
      for (int row = 0; row < rows; row++) {
        set(vector, column, row, first + row);
      }
    }
    root.setRowCount(rows);
  }

  private static void set(FieldVector vector, int column, int row, long id) {
    if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, Long.toString(id % FEW).getBytes(StandardCharsets.UTF_8));
    } else {
      long value = column == 0 ? id : XXH64.hashLong(column, XXH64.hashLong(id, SEED));
      ((BigIntVector) vector).setSafe(row, value);
    }
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
