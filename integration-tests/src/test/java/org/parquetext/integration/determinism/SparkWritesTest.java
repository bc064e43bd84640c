package org.parquetext.integration.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.Lineitem;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteTest;

class SparkWritesTest extends WriteTest {
  private static final double SCALE_FACTOR = 0.02;

  @Test
  void theSameRowsMakeTheSameBytes() throws IOException {
    writer().save(table("first"));
    writer().save(table("second"));
    assertThat(contents("second"))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(contents("first"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void anyParallelismMakesTheSameBytes(int parallelism) throws IOException {
    writer().save(table("default"));
    writer().option("encoderParallelism", parallelism).save(table("limited"));
    assertThat(contents("limited"))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(contents("default"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void soItDoesForBatches(int parallelism) throws IOException {
    spark()
        .range(0, 60_000, 1, 1)
        .selectExpr("id", "repeat(uuid(), cast(1 + 10 * abs(sin(id / 20000)) as int)) AS text")
        .write()
        .parquet(table("source"));
    spark().conf().set("spark.sql.parquet.columnarReaderBatchSize", 1000);
    Dataset<Row> source = spark().read().parquet(table("source"));
    writer(source).save(table("default"));
    writer(source).option("encoderParallelism", parallelism).save(table("limited"));
    assertThat(contents("limited"))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(contents("default"));
  }

  private DataFrameWriter<Row> writer() {
    return writer(Lineitem.rows(spark(), SCALE_FACTOR));
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
    return rows.write()
        .format(FormatUnderTest.NAME)
        .option("rowGroupSizeBytes", "1m")
        .option("targetFileSizeBytes", "2m");
  }

  private String table(String name) {
    return directory().resolve(name).toString();
  }

  private List<byte[]> contents(String name) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : new TableDirectory(directory().resolve(name)).parquetFiles()) {
      contents.add(Files.readAllBytes(file));
    }
    assertThat(contents).hasSizeGreaterThan(1);
    return contents;
  }
}
