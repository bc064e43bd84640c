package org.parquetext.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.command.CommandRun;
import org.parquetext.benchmarks.spark.LocalSparkExtension;

class LineitemTableTest {

  private static final double SCALE = 0.001;

  @RegisterExtension static final LocalSparkExtension SPARK = new LocalSparkExtension();

  @Test
  void holdsTheRowsThatTpchPrints() {
    List<String> expected = new ArrayList<>();
    for (LineItem item : new LineItemGenerator(SCALE, 1, 1)) {
      expected.add(item.toLine());
    }

    assertThat(lines(1)).hasSize(6005).isEqualTo(expected);
  }

  @Test
  void startsWithTheRowOfTheSpecificationsGenerator() {
    assertThat(new LineitemTable(1).generate(SPARK.session(), 1).first().mkString("|"))
        .isEqualTo(
            "1|155190|7706|1|17.00|21168.23|0.04|0.02|N|O|1996-03-13|1996-02-12|1996-03-22"
                + "|DELIVER IN PERSON|TRUCK|egular courts above the");
  }

  @Test
  void hasTheSameRowsInTheSameOrderInSeveralParts() {
    assertThat(lines(3)).isEqualTo(lines(1));
  }

  @Test
  void hasAPartitionForEachPart() {
    assertThat(new LineitemTable(SCALE).generate(SPARK.session(), 3).rdd().getNumPartitions())
        .isEqualTo(3);
  }

  @Test
  void hasTheSameRowsAsTheArrowBatches(@TempDir Path folder) {
    CommandRun.of(
        Benchmarks.commandLine(),
        "arrow-write",
        "--table",
        "lineitem",
        "--scale",
        Double.toString(SCALE),
        "--save-to",
        folder.toString());

    Dataset<Row> batches = SPARK.session().read().parquet(folder.toString());
    assertThat(
            TableComparison.requireSame(
                new LineitemTable(SCALE).generate(SPARK.session(), 1), batches))
        .isEqualTo(6005);
  }

  @Test
  void refusesAScaleOfZero() {
    assertThatThrownBy(() -> new LineitemTable(0)).hasMessageContaining("scale 0.0");
  }

  /** The rows as TPC-H prints them: quantities without decimals, a bar after each column. */
  private static List<String> lines(int parts) {
    return new LineitemTable(SCALE)
        .generate(SPARK.session(), parts).collectAsList().stream()
            .map(LineitemTableTest::line)
            .toList();
  }

  private static String line(Row row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      boolean quantity = row.schema().fieldNames()[i].equals("l_quantity");
      line.append(quantity ? row.getDecimal(i).toBigIntegerExact() : row.get(i)).append('|');
    }
    return line.toString();
  }
}
