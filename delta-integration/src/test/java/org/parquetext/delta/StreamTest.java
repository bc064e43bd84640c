package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;

/** A stream into a Delta table: one commit for each batch, and none twice. */
class StreamTest extends DeltaTest {

  /** Each file is one batch. */
  private void add(long from, long to) throws IOException {
    Path written = directory.resolve("written-" + from);
    rows(from, to).coalesce(1).write().parquet(written.toString());
    Files.createDirectories(directory.resolve("source"));
    File file = DataFiles.below(written.toFile()).get(0);
    Files.move(file.toPath(), directory.resolve("source").resolve(from + ".parquet"));
  }

  private Dataset<Row> source() {
    return spark
        .readStream()
        .schema("id BIGINT, text STRING, part INT")
        .option("maxFilesPerTrigger", 1)
        .parquet(directory.resolve("source").toString());
  }

  private DataStreamWriter<Row> writer(Dataset<Row> rows) {
    return plainWriter(rows).option("commitProtocol", "delta");
  }

  private DataStreamWriter<Row> plainWriter(Dataset<Row> rows) {
    return rows.writeStream()
        .format("parquet-ext")
        .option("checkpointLocation", directory.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow());
  }

  private void run(DataStreamWriter<Row> writer) throws Exception {
    StreamingQuery query = writer.start(table);
    query.awaitTermination();
  }

  @Test
  void everyBatchIsOneCommit() throws Exception {
    add(0, 10);
    add(10, 20);
    run(writer(source()).partitionBy("part"));
    long version = version();
    add(20, 30);
    run(writer(source()).partitionBy("part"));
    assertThat(version()).isEqualTo(version + 1);
    assertThat(ids()).containsExactly(numbers(0, 30));
    assertNoOrphans();
  }

  @Test
  void aBatchThatTheTableHasIsNotWrittenAgain() throws Exception {
    add(0, 10);
    run(writer(source()));
    add(10, 20);
    run(writer(source()));
    long version = version();
    // As if the process had died before its checkpoint knew of the commit.
    Files.delete(directory.resolve("checkpoint/commits/1"));
    Files.deleteIfExists(directory.resolve("checkpoint/commits/.1.crc"));
    run(writer(source()));
    assertThat(version()).isEqualTo(version);
    assertThat(ids()).containsExactly(numbers(0, 20));
  }

  /** The queries' ids differ, and the bytes of their files. */
  @Test
  void theHistorySaysOfABatchWhatItSaysOfDeltasOwnSink() throws Exception {
    add(0, 10);
    run(writer(source()));
    Row ours = lastCommit();
    source()
        .writeStream()
        .format("delta")
        .option("checkpointLocation", directory.resolve("checkpoint-2").toString())
        .trigger(Trigger.AvailableNow())
        .start(table)
        .awaitTermination();
    Row theirs = lastCommit();
    assertThat(theirs.<Long>getAs("version")).isEqualTo(1);
    assertThat(ours.<String>getAs("operation"))
        .isEqualTo(theirs.<String>getAs("operation"))
        .isEqualTo("STREAMING UPDATE");
    assertThat(map(ours, "operationParameters"))
        .containsEntry("outputMode", "Append")
        .containsEntry("epochId", "0")
        .containsOnlyKeys(map(theirs, "operationParameters").keySet());
    assertThat(map(ours, "operationMetrics"))
        .containsEntry("numAddedFiles", "1")
        .containsEntry("numRemovedFiles", "0")
        .containsEntry("numOutputRows", "10")
        .containsOnlyKeys(map(theirs, "operationMetrics").keySet());
  }

  @Test
  void aCompleteResultReplacesTheOneBefore() throws Exception {
    add(0, 9);
    add(9, 18);
    run(writer(source().groupBy("part").count()).outputMode("complete"));
    assertThat(lastCommit().<String>getAs("operation")).isEqualTo("STREAMING UPDATE");
    assertThat(map(lastCommit(), "operationParameters")).containsEntry("outputMode", "Complete");
    assertThat(read().orderBy("part").collectAsList())
        .extracting(row -> row.getLong(1))
        .containsExactly(6L, 6L, 6L);
  }

  /** Into plain files, as in a session that knows nothing of Delta. */
  @Test
  void aPlainStreamIsWrittenOnce() throws Exception {
    add(0, 10);
    add(10, 20);
    run(plainWriter(source()).partitionBy("part"));
    Files.delete(directory.resolve("checkpoint/commits/1"));
    Files.deleteIfExists(directory.resolve("checkpoint/commits/.1.crc"));
    add(20, 30);
    run(plainWriter(source()).partitionBy("part"));
    Dataset<Row> written = spark.read().parquet(table);
    assertThat(written.orderBy("id").collectAsList())
        .extracting(row -> row.<Long>getAs("id"))
        .containsExactly(numbers(0, 30));
    assertThat(DataFiles.below(new File(table))).hasSameSizeAs(written.inputFiles());
  }

  /** As for a batch, whose keys go together with what the table says. */
  @Test
  void keysOfTheStreamGoWithTheFactoryOfTheTable() throws Exception {
    createEncrypted();
    add(0, 10);
    run(
        writer(source())
            .option("parquet.encryption.footer.key", "footer")
            .option("parquet.encryption.column.keys", "secret: text"));
    assertThat(dataFiles()).isNotEmpty();
    for (File file : dataFiles()) {
      assertThat(Files.readString(file.toPath(), StandardCharsets.ISO_8859_1)).startsWith("PARE");
    }
    ListedKeys.CONFIGURATION.forEach(spark.conf()::set);
    try {
      assertThat(ids()).containsExactly(numbers(0, 10));
    } finally {
      ListedKeys.CONFIGURATION.keySet().forEach(spark.conf()::unset);
    }
  }

  private void createEncrypted() {
    sql(
        "CREATE TABLE @t (id long, text string, part int) USING delta TBLPROPERTIES ("
            + ListedKeys.CONFIGURATION.entrySet().stream()
                .map(key -> "'%s' = '%s'".formatted(key.getKey(), key.getValue()))
                .collect(Collectors.joining(", "))
            + ")");
  }

  /** Before there is anything to write. */
  @Test
  void whatTheTableDoesNotTakeIsRefusedAtTheStart() throws Exception {
    Files.createDirectories(directory.resolve("source"));
    createEncrypted();
    assertThatThrownBy(
            () -> writer(source()).option("parquet.encryption.footer.key", "footer").start(table))
        .hasMessageContaining("no column has a key");
    assertThatThrownBy(() -> writer(source().withColumnRenamed("text", "other")).start(table))
        .hasMessageContaining("other");
    assertThat(version()).isZero();
    assertThat(directory.resolve("checkpoint/offsets")).doesNotExist();
  }

  @Test
  void updatesAndTransactionsOfOthersAreRefused() throws Exception {
    add(0, 10);
    writer(rows(0, 1), SaveMode.Append).save(table);
    assertThatThrownBy(() -> run(writer(source().groupBy("part").count()).outputMode("update")))
        .hasMessageContaining("output mode");
    assertThatThrownBy(() -> run(writer(source()).option("txnAppId", "a").option("txnVersion", 1)))
        .hasMessageContaining("txnAppId");
    assertThat(ids()).containsExactly(0L);
  }
}
