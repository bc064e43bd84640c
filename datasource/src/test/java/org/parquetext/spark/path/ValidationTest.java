package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

@ExtendWith(LocalSpark.class)
class ValidationTest {

  private SparkSession spark;
  private Path directory;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    directory = temporary;
  }

  @AfterEach
  void nothingIsTouched() {
    assertThat(Tree.of(directory)).isEmpty();
  }

  private void save(Dataset<Row> rows, String... partitions) {
    rows.write()
        .format("parquet-ext")
        .partitionBy(partitions)
        .save(directory.resolve("table").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "make_interval(1)|interval",
        "array(make_interval(1))|wrong.element",
        "struct(map(1, make_interval(1)) AS m)|wrong.m.value"
      })
  void aTypeThatCannotBeWrittenIsNamedWithItsColumn(String expression, String named) {
    assertThatThrownBy(() -> save(spark.range(1).selectExpr("id", expression + " AS wrong")))
        .hasMessageContaining("wrong")
        .hasMessageContaining(named);
  }

  @Test
  void duplicateColumnsAreRefusedAsTheSessionComparesThem() {
    assertThatThrownBy(() -> save(spark.range(1).selectExpr("id", "1 AS ID")))
        .hasMessageContaining("COLUMN_ALREADY_EXISTS");
    spark.conf().set("spark.sql.caseSensitive", "true");
    assertThatThrownBy(() -> save(spark.range(1).selectExpr("id", "1 AS id")))
        .hasMessageContaining("COLUMN_ALREADY_EXISTS");
  }

  @Test
  void anEmptyColumnNameIsRefused() {
    assertThatThrownBy(() -> save(spark.range(1).toDF("")))
        .hasMessageContaining("column 1 of 1")
        .hasMessageContaining("name is empty");
  }

  @Test
  void aSchemaWithoutColumnsIsRefused() {
    assertThatThrownBy(() -> save(spark.emptyDataFrame())).hasMessageContaining("without columns");
  }

  @Test
  void aStructWithoutFieldsIsRefused() {
    assertThatThrownBy(
            () -> save(spark.range(1).withColumn("s", org.apache.spark.sql.functions.struct())))
        .hasMessageContaining("`s`")
        .hasMessageContaining("struct without fields");
  }

  @Test
  void aPartitionColumnThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> save(spark.range(1).toDF(), "nowhere"))
        .hasMessageContaining("nowhere")
        .hasMessageContaining("not found");
  }

  @Test
  void partitioningByEveryColumnIsRefused() {
    assertThatThrownBy(() -> save(spark.range(1).toDF(), "id"))
        .hasMessageContaining("ALL_PARTITION_COLUMNS_NOT_ALLOWED");
  }

  @Test
  void aPartitionColumnOfAComplexTypeIsRefused() {
    assertThatThrownBy(() -> save(spark.range(1).selectExpr("id", "array(id) AS p"), "p"))
        .hasMessageContaining("INVALID_PARTITION_COLUMN_DATA_TYPE")
        .hasMessageContaining("ARRAY");
  }

  @Test
  void aPartitionColumnNamedTwiceIsRefused() {
    Dataset<Row> rows = spark.range(1).selectExpr("id", "id AS p");
    assertThatThrownBy(() -> save(rows, "p", "P")).hasMessageContaining("COLUMN_ALREADY_EXISTS");
  }

  @Test
  void anUnknownCodecNamesTheOnesThereAre() {
    assertThatThrownBy(
            () ->
                spark
                    .range(1)
                    .write()
                    .format("parquet-ext")
                    .option("compression", "zip")
                    .save(directory.resolve("table").toString()))
        .hasMessageContaining("zip")
        .hasMessageContaining("zstd");
  }
}
