package org.parquetext.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parquetext.benchmarks.spark.LocalSparkExtension;

class SyntheticTableTest {

  private static final long ROWS = 2_000;

  @RegisterExtension static final LocalSparkExtension SPARK = new LocalSparkExtension();

  @Test
  void hasTheTypesOfItsKindInTurn() {
    Dataset<Row> table = grid(GridKind.COMPLEX, Cardinality.LOW, 1);

    assertThat(Arrays.stream(table.schema().fields()).map(field -> field.dataType().sql()))
        .containsExactly(
            "BIGINT",
            "STRING",
            "ARRAY<INT>",
            "ARRAY<STRING>",
            "STRUCT<id: BIGINT, name: STRING, score: DOUBLE>",
            "BOOLEAN",
            "BIGINT");
    assertThat(table.schema().fields()).allMatch(StructField::nullable);
  }

  @Test
  void hasTheBytesThatAVolumeIsToHave() {
    SyntheticTable volume = SyntheticTable.volume(10 * 229);
    Dataset<Row> table = volume.generate(SPARK.session(), 1);
    Row bytes =
        table
            .selectExpr(
                "sum(length(city) + length(code) + length(digest) + 4 * size(numbers))",
                // id, key, bucket and instant; count and day; flag.
                "sum(if(score is null, 0, 8) + 4 * 8 + 2 * 4 + 1)")
            .first();

    assertThat(volume.rows()).isEqualTo(10);
    assertThat(table.columns()).hasSize(12);
    assertThat(bytes.getLong(0) + bytes.getLong(1)).isEqualTo(10 * 229);
  }

  @Test
  void hasTheSameRowsInTheSameOrderInSeveralParts() {
    List<Row> once = grid(GridKind.COMPLEX, Cardinality.HIGH, 1).collectAsList();

    assertThat(once).hasSize((int) ROWS);
    assertThat(grid(GridKind.COMPLEX, Cardinality.HIGH, 3).collectAsList()).isEqualTo(once);
  }

  @Test
  void hasAHundredValuesInAColumnOfLowCardinality() {
    assertThat(distinct(grid(GridKind.SIMPLE, Cardinality.LOW, 1), "column_0")).isEqualTo(100);
    assertThat(distinct(grid(GridKind.SIMPLE, Cardinality.LOW, 1), "column_1")).isEqualTo(100);
  }

  @Test
  void hasAnotherValueInEachRowOfAColumnOfHighCardinality() {
    assertThat(distinct(grid(GridKind.SIMPLE, Cardinality.HIGH, 1), "column_0")).isEqualTo(ROWS);
    assertThat(distinct(grid(GridKind.SIMPLE, Cardinality.HIGH, 1), "column_1")).isEqualTo(ROWS);
  }

  @Test
  void hasNullsInATenthOfTheRandomValues() {
    Dataset<Row> table = SyntheticTable.random(ROWS, 4).generate(SPARK.session(), 1);

    for (String column : table.columns()) {
      assertThat(nulls(table, column)).as(column).isCloseTo(0.1, within(0.03));
    }
  }

  @Test
  void hasNullsInMostColumnsOfASparseTable() {
    Dataset<Row> table = SyntheticTable.sparse(ROWS, 11).generate(SPARK.session(), 1);

    assertThat(nulls(table, "column_0")).isZero();
    assertThat(nulls(table, "column_1")).isCloseTo(0.9, within(0.03));
    assertThat(nulls(table, "column_9")).isCloseTo(0.9, within(0.03));
    assertThat(nulls(table, "column_10")).isZero();
  }

  private static Dataset<Row> grid(GridKind kind, Cardinality cardinality, int parts) {
    return SyntheticTable.grid(ROWS, 7, kind, cardinality).generate(SPARK.session(), parts);
  }

  private static long distinct(Dataset<Row> table, String column) {
    return table.select(column).collectAsList().stream().distinct().count();
  }

  private static double nulls(Dataset<Row> table, String column) {
    return table.filter(table.col(column).isNull()).count() / (double) ROWS;
  }
}
