package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;

/** The query that makes the rows fails while they are written. */
class RowsTest extends FailureTest {
  private static final String MESSAGE = "row that cannot be made";

  @BeforeEach
  void registerAFailingFunction() {
    spark()
        .udf()
        .register(
            "failAt",
            (UDF1<Long, Long>)
                value -> {
                  if (value < 0) {
                    throw new IllegalStateException(MESSAGE);
                  }
                  return value;
                },
            DataTypes.LongType);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_500, 99_999})
  void nothingIsLeftWhereverItFails(long row) {
    assertThatThrownBy(() -> save(failingAt(row))).hasStackTraceContaining(MESSAGE);
    requireNoFiles();
  }

  @Test
  void nothingIsLeftOfFinishedRowGroupsAndFiles() {
    assertThatThrownBy(
            () ->
                failingAt(90_000)
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option("rowGroupMaxRows", 1_000)
                    .option("maxRecordsPerFile", 10_000)
                    .save(table().toString()))
        .hasStackTraceContaining(MESSAGE);
    requireNoFiles();
  }

  @Test
  void nothingIsLeftOfPartitions() {
    assertThatThrownBy(
            () ->
                failingAt(90_000)
                    .withColumn("p", functions.expr("id DIV 10000"))
                    .write()
                    .format(FormatUnderTest.NAME)
                    .partitionBy("p")
                    .save(table().toString()))
        .hasStackTraceContaining(MESSAGE);
    requireNoFiles();
  }

  @Test
  void nothingIsLeftOfTasksThatSucceeded() {
    assertThatThrownBy(
            () ->
                save(
                    spark().range(0, 1_000, 1, 8).selectExpr("failAt(IF(id = 999, -1, id)) AS id")))
        .hasStackTraceContaining(MESSAGE);
    requireNoFiles();
  }

  @Test
  void theTableThatWasToBeOverwrittenStays() {
    List<String> before = writeOldTable();
    assertThatThrownBy(() -> overwrite(failingAt(50_000))).hasStackTraceContaining(MESSAGE);
    requireOldTable(before);
  }

  @Test
  void theTableThatWasToBeAppendedToStays() {
    List<String> before = writeOldTable();
    assertThatThrownBy(
            () ->
                failingAt(50_000)
                    .write()
                    .format(FormatUnderTest.NAME)
                    .mode("append")
                    .save(table().toString()))
        .hasStackTraceContaining(MESSAGE);
    requireOldTable(before);
  }

  @Test
  void theNextWriteSucceeds() {
    assertThatThrownBy(() -> save(failingAt(50_000))).hasStackTraceContaining(MESSAGE);
    save(table(100, "id"));
    assertThat(new TableDirectory(table()).parquetFiles()).hasSize(1);
  }

  private Dataset<Row> failingAt(long row) {
    return table(
        100_000,
        "id",
        "concat('text ', id % 1000) AS text",
        "rand(1) AS number",
        "failAt(IF(id = %d, -1, id)) AS x".formatted(row));
  }
}
