package org.parquetext.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parquetext.benchmarks.spark.LocalSparkExtension;

class TableComparisonTest {

  @RegisterExtension static final LocalSparkExtension SPARK = new LocalSparkExtension();

  @Test
  void acceptsTheSameRowsInAnotherOrderAndOtherPartitions() {
    Dataset<Row> rows = SPARK.session().range(1000).selectExpr("id", "cast(id as string) as text");

    assertThat(TableComparison.requireSame(rows, rows.orderBy("text").repartition(7)))
        .isEqualTo(1000);
  }

  @Test
  void acceptsTwoEmptyTables() {
    Dataset<Row> empty = SPARK.session().range(0).toDF();

    assertThat(TableComparison.requireSame(empty, empty)).isZero();
  }

  @Test
  void namesAMissingRow() {
    assertThatThrownBy(
            () ->
                TableComparison.requireSame(
                    table("(1, 'a'), (2, 'b')"), table("(1, 'a'), (3, 'b')")))
        .isInstanceOf(TableMismatchException.class)
        .hasMessageContaining("missing for example [[2,b]]")
        .hasMessageContaining("unexpected for example [[3,b]]");
  }

  @Test
  void countsDuplicates() {
    assertThatThrownBy(
            () ->
                TableComparison.requireSame(
                    table("(1, 'a'), (1, 'a'), (2, 'b')"), table("(1, 'a'), (2, 'b'), (2, 'b')")))
        .hasMessageContaining("missing for example [[1,a]]");
  }

  @Test
  void tellsNullsOfDifferentColumnsApart() {
    assertThatThrownBy(
            () ->
                TableComparison.requireSame(
                    table("('a', cast(null as string))"), table("(cast(null as string), 'a')")))
        .isInstanceOf(TableMismatchException.class);
  }

  @Test
  void tellsNegativeZeroFromZero() {
    assertThatThrownBy(() -> TableComparison.requireSame(table("(0.0D, 1)"), table("(-0.0D, 1)")))
        .hasMessageContaining("none by SQL's equality");
  }

  @Test
  void reportsRowsThatSqlCannotCompare() {
    assertThatThrownBy(
            () -> TableComparison.requireSame(table("(map(1, 2), 1)"), table("(map(1, 3), 1)")))
        .isInstanceOf(TableMismatchException.class)
        .hasMessageContaining("not comparable in SQL");
  }

  @Test
  void refusesAnotherType() {
    assertThatThrownBy(() -> TableComparison.requireSame(table("(1, 2)"), table("(1, 2L)")))
        .isInstanceOf(TableMismatchException.class)
        .hasMessageContaining("b INT NOT NULL")
        .hasMessageContaining("b BIGINT NOT NULL");
  }

  private static Dataset<Row> table(String values) {
    return SPARK.session().sql("SELECT * FROM VALUES " + values + " AS t(a, b)");
  }
}
