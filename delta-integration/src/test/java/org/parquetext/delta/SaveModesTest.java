package org.parquetext.delta;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each save mode does to a Delta table, and what its history says of it. */
class SaveModesTest extends DeltaTest {

  @Test
  void aFirstWriteMakesTheTableInOneVersion() {
    writer(rows(0, 10), SaveMode.ErrorIfExists).save(table);
    assertThat(version()).isZero();
    assertThat(ids()).containsExactly(numbers(0, 10));
    assertThat(read().schema().fieldNames()).containsExactly("id", "text", "part");
    assertNoOrphans();
  }

  @Test
  void anAppendAddsRows() {
    append(rows(0, 10));
    append(rows(10, 20));
    assertThat(version()).isEqualTo(1);
    assertThat(ids()).containsExactly(numbers(0, 20));
  }

  @Test
  void errorIfExistsFailsBeforeTheQueryRuns() {
    append(rows(0, 10));
    assertThatThrownBy(
            () ->
                writer(
                        rows(10, 20)
                            .selectExpr("id", "cast(raise_error('ran') as string) as text", "part"),
                        SaveMode.ErrorIfExists)
                    .save(table))
        .hasMessageContaining("DELTA_PATH_EXISTS");
    assertThat(ids()).containsExactly(numbers(0, 10));
  }

  @Test
  void ignoreLeavesATableAlone() {
    append(rows(0, 10));
    writer(rows(10, 20), SaveMode.Ignore).save(table);
    assertThat(version()).isZero();
    assertThat(ids()).containsExactly(numbers(0, 10));
    assertNoOrphans();
  }

  @Test
  void anOverwriteReplacesAllRowsAndKeepsOldVersionsReadable() {
    append(rows(0, 10));
    writer(rows(5, 8), SaveMode.Overwrite).save(table);
    assertThat(ids()).containsExactly(numbers(5, 8));
    assertThat(spark.read().format("delta").option("versionAsOf", 0).load(table).count())
        .isEqualTo(10);
  }

  @Test
  void anOverwriteByItsOwnRowsKeepsThem() {
    append(rows(0, 10));
    writer(read().where("id < 5"), SaveMode.Overwrite).save(table);
    assertThat(ids()).containsExactly(numbers(0, 5));
  }

  @Test
  void aDynamicOverwriteReplacesThePartitionsThatItWritesTo() {
    writer(rows(0, 9), SaveMode.Append).partitionBy("part").save(table);
    writer(rows(30, 33).withColumn("part", lit(1)), SaveMode.Overwrite)
        .option("partitionOverwriteMode", "dynamic")
        .save(table);
    assertThat(ids()).containsExactly(0L, 2L, 3L, 5L, 6L, 8L, 30L, 31L, 32L);
  }

  @Test
  void replaceWhereReplacesThePartitionsOfItsCondition() {
    writer(rows(0, 9), SaveMode.Append).partitionBy("part").save(table);
    writer(rows(30, 33).withColumn("part", lit(1)), SaveMode.Overwrite)
        .option("replaceWhere", "PART >= 1")
        .save(table);
    assertThat(ids()).containsExactly(0L, 3L, 6L, 30L, 31L, 32L);
    assertThat(map(lastCommit(), "operationParameters")).containsEntry("predicate", "PART >= 1");
  }

  @ParameterizedTest
  @CsvSource({"part, PART = 1", "a.b, `A.B` = 1"})
  void replaceWhereFindsItsColumnsWhateverTheSessionTakesForTheSameName(
      String column, String condition) {
    Dataset<Row> rows = rows(0, 9).withColumnRenamed("part", column);
    writer(rows, SaveMode.Append)
        .option("delta.columnMapping.mode", "name")
        .partitionBy(column)
        .save(table);
    spark.conf().set("spark.sql.caseSensitive", true);
    try {
      writer(rows.where("id = 1"), SaveMode.Overwrite)
          .option("replaceWhere", condition)
          .save(table);
    } finally {
      spark.conf().unset("spark.sql.caseSensitive");
    }
    assertThat(ids()).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 8L);
  }

  @Test
  void replaceWhereRefusesWhatChangesFromRowToRow() {
    writer(rows(0, 9), SaveMode.Append).partitionBy("part").save(table);
    assertThatThrownBy(
            () ->
                writer(rows(1, 2), SaveMode.Overwrite)
                    .option("replaceWhere", "part = 1 and rand() < 2")
                    .save(table))
        .hasMessageContaining("it is not deterministic");
    assertThat(ids()).containsExactly(numbers(0, 9));
  }

  @Test
  void replaceWhereKnowsTheCurrentDate() {
    Dataset<Row> rows = rows(0, 9).withColumn("day", expr("date_sub(current_date(), part)"));
    writer(rows, SaveMode.Append).partitionBy("day").save(table);
    writer(rows.where("id < 2"), SaveMode.Overwrite)
        .option("replaceWhere", "day >= date_sub(current_date(), 1)")
        .save(table);
    assertThat(ids()).containsExactly(0L, 1L, 2L, 5L, 8L);
  }

  @Test
  void replaceWhereRefusesRowsOfOtherPartitions() {
    writer(rows(0, 9), SaveMode.Append).partitionBy("part").save(table);
    assertThatThrownBy(
            () ->
                writer(rows(30, 33), SaveMode.Overwrite)
                    .option("replaceWhere", "part = 1")
                    .save(table))
        .hasStackTraceContaining("replaceWhere");
    assertThat(ids()).containsExactly(numbers(0, 9));
    assertNoOrphans();
  }

  @Test
  void replaceWhereRefusesColumnsOfTheFiles() {
    writer(rows(0, 9), SaveMode.Append).partitionBy("part").save(table);
    assertThatThrownBy(
            () ->
                writer(rows(30, 33), SaveMode.Overwrite)
                    .option("replaceWhere", "part = 1 and id > 4")
                    .save(table))
        .hasMessageContaining("`id` is no partition column")
        .hasMessageContaining("format(\"delta\")");
  }

  @Test
  void nothingToCommitMakesNoVersion() {
    append(rows(0, 10));
    append(rows(0, 0));
    assertThat(version()).isZero();
    assertNoOrphans();
  }

  @Test
  void anEmptyFirstWriteMakesAnEmptyTable() {
    append(rows(0, 0));
    assertThat(read().schema().fieldNames()).containsExactly("id", "text", "part");
    assertThat(dataFiles()).isEmpty();
  }

  @Test
  void anEmptyOverwriteEmptiesTheTable() {
    append(rows(0, 10));
    writer(rows(0, 0), SaveMode.Overwrite).save(table);
    assertThat(version()).isEqualTo(1);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aFailedQueryLeavesNothing() {
    append(rows(0, 10));
    assertThatThrownBy(
            () ->
                append(
                    rows(10, 20)
                        .selectExpr("if(id = 19, raise_error('x'), id) as id", "text", "part")))
        .hasStackTraceContaining("x");
    assertThat(version()).isZero();
    assertNoOrphans();
  }

  @Test
  void theHistorySaysWhatWasWritten() {
    append(rows(0, 10));
    writer(rows(0, 4), SaveMode.Overwrite).option("userMetadata", "by night").save(table);
    assertThat(lastCommit().<String>getAs("operation")).isEqualTo("WRITE");
    assertThat(lastCommit().<String>getAs("userMetadata")).isEqualTo("by night");
    assertThat(map(lastCommit(), "operationParameters")).containsEntry("mode", "Overwrite");
    assertThat(map(lastCommit(), "operationMetrics"))
        .containsEntry("numOutputRows", "4")
        .containsEntry("numFiles", "2")
        .containsEntry("numRemovedFiles", "2")
        .containsKey("numOutputBytes");
  }

  @Test
  void aRepeatedTransactionIsWrittenOnce() {
    for (int i = 0; i < 3; i++) {
      writer(rows(0, 10), SaveMode.Append)
          .option("txnAppId", "job")
          .option("txnVersion", "7")
          .save(table);
    }
    assertThat(version()).isZero();
    writer(rows(10, 20), SaveMode.Append)
        .option("txnAppId", "job")
        .option("txnVersion", "8")
        .save(table);
    assertThat(ids()).containsExactly(numbers(0, 20));
    assertNoOrphans();
  }
}
