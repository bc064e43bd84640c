package org.parquetext.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.spark.LocalSparkExtension;

class FileTableTest {

  @RegisterExtension static final LocalSparkExtension SPARK = new LocalSparkExtension();

  @TempDir Path folder;

  @Test
  void keepsTheOrderOfTheRowsInSeveralParts() throws IOException {
    String file = folder.resolve("numbers.parquet").toString();
    SPARK.session().range(0, 1_000, 1, 1).toDF("number").write().parquet(file);

    Dataset<Row> parts = new FileTable(file).generate(SPARK.session(), 2);

    List<Row> rows = new FileTable(file).generate(SPARK.session(), 1).collectAsList();
    assertThat(rows).hasSize(1_000);
    assertThat(parts.collectAsList()).isEqualTo(rows);
    assertThat(parts.rdd().getNumPartitions()).isEqualTo(2);
    assertThat(parts.columns()).containsExactly("number");
  }

  @Test
  void isCalledByTheNameOfTheFile() {
    assertThat(new FileTable("/some/folder/flights.parquet").name()).isEqualTo("flights.parquet");
  }
}
