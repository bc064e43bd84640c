package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.SparkTest;

/** Reading with the format's own name, which is Spark's Parquet scan. */
@SparkTest
class ReadingTest {
  @TempDir private Path directory;
  private SparkSession spark;
  private String table;

  @BeforeEach
  void writeATable(SparkSession session) {
    spark = session;
    table = directory.resolve("table").toString();
    spark
        .range(100)
        .selectExpr("id", "CAST(id AS STRING) AS text", "id % 2 AS p")
        .write()
        .format(FormatUnderTest.NAME)
        .partitionBy("p")
        .save(table);
  }

  @Test
  void theSchemaIsThatOfTheFiles() {
    assertThat(spark.read().format(FormatUnderTest.NAME).load(table).schema().toDDL())
        .isEqualTo("id BIGINT,text STRING,p INT");
  }

  @Test
  void theUsersSchemaIsObeyed() {
    StructType schema = StructType.fromDDL("text STRING, absent INT");
    assertThat(spark.read().format(FormatUnderTest.NAME).schema(schema).load(table).schema())
        .satisfies(read -> assertThat(read.fieldNames()).contains("text", "absent"));
    assertThat(
            spark
                .read()
                .format(FormatUnderTest.NAME)
                .schema(schema)
                .load(table)
                .where("text IS NOT NULL AND absent IS NULL")
                .count())
        .isEqualTo(100);
  }

  @Test
  void severalPathsAndPatterns() {
    assertThat(
            spark.read().format(FormatUnderTest.NAME).load(table + "/p=0", table + "/p=1").count())
        .isEqualTo(100);
    assertThat(spark.read().format(FormatUnderTest.NAME).load(table + "/p=*").count())
        .isEqualTo(100);
  }

  @Test
  void filtersAndPartitionsArePushedDown() {
    String plan =
        spark
            .read()
            .format(FormatUnderTest.NAME)
            .load(table)
            .where("id > 50 AND p = 1")
            .queryExecution()
            .explainString(ExplainMode.fromString("simple"));
    assertThat(plan).contains("GreaterThan(id,50)").contains("PartitionFilters: [isnotnull(p");
  }

  @Test
  void aPathInSql() {
    assertThat(
            spark
                .sql("SELECT count(*) FROM `%s`.`%s`".formatted(FormatUnderTest.NAME, table))
                .head()
                .getLong(0))
        .isEqualTo(100);
  }

  @Test
  void aMissingPathIsNamed() {
    String missing = directory.resolve("missing").toString();
    assertThatThrownBy(() -> spark.read().format(FormatUnderTest.NAME).load(missing))
        .hasMessageContaining("PATH_NOT_FOUND")
        .hasMessageContaining(missing);
  }
}
