package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.DuckDbReader;
import org.parquetext.integration.fixture.LogCapture;

/** By what a table on S3 is committed, and that it is then the table that was written. */
class ZeroRenameTest extends ObjectStoreTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyModeWritesWithoutRenaming(boolean partitioned) {
    save(0, 10, SaveMode.ErrorIfExists, partitioned);
    assertThatThrownBy(() -> save(10, 20, SaveMode.ErrorIfExists, partitioned))
        .hasMessageContaining("PATH_ALREADY_EXISTS");
    save(10, 20, SaveMode.Append, partitioned);
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 20));
    requireCommittedBy("magic");
    save(20, 30, SaveMode.Overwrite, partitioned);
    assertThat(ids()).containsExactlyElementsOf(numbers(20, 30));
    assertThat(files()).as("several files of a task").hasSize(partitioned ? 6 : 4);
    assertThat(store().proxy().requests(S3Request.Kind.COPY)).isEmpty();
    requireNothingTemporary();
  }

  /** Two tasks; at most three rows in a file. */
  private void save(long from, long to, SaveMode mode, boolean partitioned) {
    var writer = writer(rows(from, to, 2), mode).option("maxRecordsPerFile", partitioned ? 2 : 3);
    (partitioned ? writer.partitionBy("p") : writer).save(table());
  }

  @Test
  void whatSparkIsConfiguredWithIsUsedIfItIsWanted() {
    writer(rows(0, 10, 2), SaveMode.Append).option("commitProtocol", "spark").save(table());
    writer(rows(10, 20, 2), SaveMode.Append)
        .option("commitProtocol", "spark")
        .option("mapreduce.fileoutputcommitter.algorithm.version", "1")
        .partitionBy("p")
        .save(store().path("other"));
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
    assertThat(store().proxy().requests(S3Request.Kind.COPY)).isNotEmpty();
    requireCommittedBy("");
    requireNothingTemporary();
  }

  @Test
  void whatIsConfiguredInTheSessionIsUsed() {
    spark()
        .conf()
        .set(
            "spark.sql.sources.commitProtocolClass",
            "org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol");
    writer(rows(0, 10, 1), SaveMode.Append).save(table());
    requireCommittedBy("");
  }

  @Test
  void aStoreThatCannotDoItIsWrittenToWithAWarning() {
    store().set(spark(), "committer.magic.enabled", "false");
    try (LogCapture log = new LogCapture()) {
      writer(rows(0, 10, 1), SaveMode.Append).save(table());
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("WARN") && line.contains("magic.committer"));
    }
    requireCommittedBy("");
    assertThat(ids()).containsExactlyElementsOf(numbers(0, 10));
  }

  @Test
  void summaryFilesAreMade() {
    for (SaveMode mode : List.of(SaveMode.Append, SaveMode.Overwrite)) {
      writer(rows(0, 10, 1), mode).option("parquet.summary.metadata.level", "ALL").save(table());
      assertThat(store().keys())
          .contains(tableKey() + "/_metadata", tableKey() + "/_common_metadata");
    }
    requireCommittedBy("magic");
  }

  @Test
  void duckDbReadsTheObjects() throws Exception {
    writer(rows(0, 1000, 1), SaveMode.Append).save(table());
    java.nio.file.Path same = Files.createTempDirectory("same");
    rows(0, 1000, 1).write().mode(SaveMode.Overwrite).parquet(same.toUri().toString());
    new DuckDbReader().requireSameRows(same, store().local(tableKey()));
  }

  /** S3A's committers sign their success marker; Hadoop's leaves it empty. */
  private void requireCommittedBy(String committer) {
    String marker =
        store()
            .client()
            .getObjectAsBytes(
                request -> request.bucket(store().bucket()).key(tableKey() + "/_SUCCESS"))
            .asUtf8String();
    if (committer.isEmpty()) {
      assertThat(marker).isEmpty();
    } else {
      assertThat(marker).containsPattern("\"committer\" ?: ?\"" + committer + "\"");
    }
  }
}
