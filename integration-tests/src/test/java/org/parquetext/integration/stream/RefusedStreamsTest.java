package org.parquetext.integration.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;

/** What no stream can do is refused when it starts, before there is any file of it. */
class RefusedStreamsTest extends StreamTest {

  @BeforeEach
  void aSource() throws IOException {
    source().add(0, 10);
  }

  private DataStreamWriter<Row> plain() {
    return writer(stream(), Map.of());
  }

  private void requireRefused(DataStreamWriter<Row> writer, String... parts) {
    List<String> before = new TableDirectory(table()).names();
    var thrown = assertThatThrownBy(() -> writer.start(table().toString()));
    for (String part : parts) {
      thrown.hasMessageContaining(part);
    }
    assertThat(new TableDirectory(table()).names()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "compression, lz5",
    "sortingColumns, nobody",
    "compression#nobody, nobody",
    "targetFileSizeByte, 1m",
    "retention, soon",
    "distributionMode, hash",
    "commitProtocol, spark",
    "asyncProgressTrackingEnabled, true",
    "parquet.summary.metadata.level, ALL"
  })
  void optionsThatCannotBeHonouredAre(String key, String value) {
    requireRefused(
        writer(stream(), Map.of(key, value)), key.replaceAll("#.*", ""), value.replace("1m", ""));
  }

  @Test
  void summaryFilesOfTheClusterAreForOthers() throws Exception {
    spark().conf().set("parquet.summary.metadata.level", "ALL");
    run(plain());
    requireRows(0, 10);
    assertThat(new TableDirectory(table()).names()).doesNotContain("_metadata");
  }

  @ParameterizedTest
  @CsvSource({"update", "complete"})
  void onlyAppendingIsPossible(String mode) {
    requireRefused(writer(stream().groupBy("p").count(), Map.of()).outputMode(mode), "output mode");
  }

  @Test
  void thereMustBeAPath() {
    assertThatThrownBy(() -> plain().start()).hasMessageContaining("path");
  }

  @Test
  void partitionColumnsAreColumns() throws Exception {
    requireRefused(plain().partitionBy("nobody"), "nobody");
    requireRefused(plain().partitionBy("id", "p", "name"), "partition");
    run(plain().partitionBy("P"));
    requireRows(0, 10);
    assertThat(new TableDirectory(table()).names()).contains("p=0/");
  }

  @Test
  void partitionColumnsAreToldApartByCaseWhereTheSessionDoes() {
    spark().conf().set("spark.sql.caseSensitive", true);
    SparkSession.setActiveSession(spark());
    try {
      requireRefused(plain().partitionBy("P"), "P");
    } finally {
      SparkSession.clearActiveSession();
    }
  }

  @Test
  void anotherCommitProtocolIs() {
    spark().conf().set("spark.sql.streaming.commitProtocolClass", "com.example.Protocol");
    requireRefused(plain(), "com.example.Protocol");
  }

  @Test
  void columnsThatCannotBeWrittenAre() {
    requireRefused(writer(stream().selectExpr("named_struct() AS nothing"), Map.of()), "nothing");
  }

  @ParameterizedTest
  @CsvSource({"_delta_log/00000000000000000000.json", ".hoodie/hoodie.properties"})
  void tablesOfOtherFormatsAreNotWrittenTo(String mark) throws IOException {
    Files.createDirectories(table().resolve(mark).getParent());
    Files.writeString(table().resolve(mark), "{}");
    requireRefused(plain(), table().toString());
  }

  @Test
  void filesThatAreThereWouldNoLongerBeRead() {
    table(5, "id", "id % 2 AS p").write().partitionBy("p").parquet(table().toString());
    requireRefused(plain(), "files that no stream has written");
  }

  @Test
  void theCheckpointMayLieBelowThePath() throws Exception {
    run(plain().option("checkpointLocation", table().resolve("checkpoint").toString()));
    requireRows(0, 10);
  }

  @Test
  void aDirectoryBelowAnotherStreamIsNotWrittenTo() throws Exception {
    run(plain());
    assertThatThrownBy(() -> plain().start(table().resolve("below").toString()))
        .hasMessageContaining("_spark_metadata");
  }

  @Test
  void aQueryWithAnotherCheckpointIs() throws Exception {
    run(plain());
    List<String> files = files();
    DataStreamWriter<Row> other =
        plain().option("checkpointLocation", directory().resolve("other").toString());
    assertThatThrownBy(() -> run(other)).hasMessageContaining("another checkpoint");
    assertThat(files()).isEqualTo(files);
    requireRows(0, 10);
  }

  /** It keeps its id, and cuts another batch under a number that the log has, at once. */
  @Test
  void aQueryWhoseCheckpointWasSetBackIs() throws Exception {
    run(plain());
    for (String batches : List.of("offsets", "commits")) {
      Files.move(checkpoint().resolve(batches), directory().resolve("former " + batches));
    }
    source().add(10, 20);
    assertThatThrownBy(() -> run(plain())).hasMessageContaining("begun another batch 0");
    requireRows(0, 10);
  }

  /** The clock of its driver may have been ahead of that of the file system. */
  @Test
  void aBatchThatComesAgainIsNot() throws Exception {
    run(plain());
    Files.move(checkpoint().resolve("commits"), directory().resolve("former commits"));
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(table().resolve("_spark_metadata/0"), longAgo);
    source().add(10, 20);
    run(plain());
    requireRows(0, 20);
  }

  @Test
  void aQueryThatWouldSkipBatchesOfTheBuiltInSinkIs() throws Exception {
    source().add(10, 20);
    run(plain().format(FormatUnderTest.BUILT_IN));
    DataStreamWriter<Row> other =
        plain().option("checkpointLocation", directory().resolve("other").toString());
    assertThatThrownBy(() -> run(other)).hasMessageContaining("another checkpoint");
    requireRows(0, 20);
  }

  /** Spark's readers would pass over files that lie outside of the partitions, or read nothing. */
  @ParameterizedTest
  @CsvSource({"'', p", "p, ''", "p, name", "'p,name', 'name,p'"})
  void otherPartitionColumnsThanThoseOfTheLogAre(String before, String after) throws Exception {
    run(plain().partitionBy(columns(before)));
    source().add(10, 20);
    requireRefused(plain().partitionBy(columns(after)), "partition columns", ".parquet");
    run(plain().partitionBy(columns(before)));
    assertThat(ids(FormatUnderTest.BUILT_IN)).isEqualTo(numbers(0, 20));
  }

  private static String[] columns(String names) {
    return names.isEmpty() ? new String[0] : names.split(",");
  }

  @Test
  void catalogTablesAre() {
    assertThatThrownBy(() -> plain().toTable("streamed")).hasMessageContaining("foreachBatch");
    assertThat(spark().catalog().tableExists("streamed")).isFalse();
  }

  @Test
  void nothingIsAppendedBesideTheLog() throws Exception {
    run(plain());
    assertThatThrownBy(
            () ->
                table(1, "id")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .mode("append")
                    .save(table().toString()))
        .hasMessageContaining("_spark_metadata");
  }
}
