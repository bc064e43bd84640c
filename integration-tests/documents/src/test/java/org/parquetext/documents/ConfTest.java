package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ForkedJvm;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.objectstore.S3Server;

/**
 * Each sample in {@code conf/} starts a session that writes by it, as the sample is and with all
 * that is commented out in it.
 */
class ConfTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void batch(boolean everything) throws Exception {
    try (SparkSession spark = start("batch", everything, Map.of())) {
      rows(spark).write().format("parquet-ext").partitionBy("day").save(table());
      requireRows(spark, "parquet");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void streaming(boolean everything) throws Exception {
    try (SparkSession spark = start("streaming", everything, Map.of())) {
      String input = directory.resolve("input").toString();
      rows(spark).write().parquet(input);
      spark
          .readStream()
          .schema(rows(spark).schema())
          .parquet(input)
          .writeStream()
          .format("parquet-ext")
          .option("checkpointLocation", directory.resolve("checkpoint").toString())
          .trigger(Trigger.AvailableNow())
          .start(table())
          .awaitTermination();
      requireRows(spark, "parquet");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void s3(boolean everything) throws Exception {
    try (S3Server store = S3Server.start(directory)) {
      // Hadoop keeps the file system of a bucket for the life of the JVM, and its server with it.
      Path bucket = Files.createDirectories(store.bucket("bucket-" + everything));
      try (SparkSession spark = start("s3", everything, LocalSpark.settingsOf(store, directory))) {
        String table = "s3a://%s/table".formatted(bucket.getFileName());
        rows(spark).write().format("parquet-ext").save(table);
        assertThat(spark.read().parquet(table).count()).isEqualTo(1_000);
        assertThat(Files.readString(bucket.resolve("table").resolve("_SUCCESS")))
            .as("the marker of a commit without renaming")
            .contains("magic");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void delta(boolean everything) throws Exception {
    try (SparkSession spark = start("delta", everything, Map.of())) {
      rows(spark).write().format("parquet-ext").option("commitProtocol", "delta").save(table());
      requireRows(spark, "delta");
    }
  }

  /** In a JVM of its own, since a JVM has one log. */
  @Test
  void theLogShowsWhatThePluginSays() throws Exception {
    new ForkedJvm(768)
        .run(
            LoggedWrite.class,
            directory,
            List.of(Project.file("conf/log4j2.properties").toString(), table()));
    List<String> lines = Files.readAllLines(directory.resolve("output.txt"));
    assertThat(lines)
        .filteredOn(line -> line.contains(" INFO "))
        .isNotEmpty()
        .allMatch(line -> line.contains("parquet-ext"));
  }

  private SparkSession start(String sample, boolean everything, Map<String, String> others)
      throws Exception {
    Map<String, String> settings = settings(sample, everything);
    SparkKeys.requireKnown(settings);
    if (settings.containsKey("spark.jars.packages")) {
      assertThat(Pom.coordinates()).contains(settings.get("spark.jars.packages").split(","));
    }
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(others);
    return LocalSpark.start(directory, all);
  }

  private static Map<String, String> settings(String sample, boolean everything) throws Exception {
    String text = Project.read("conf/spark-defaults-" + sample + ".conf");
    if (everything) {
      String all = text.replaceAll("(?m)^# (spark\\.\\S+ +\\S+)$", "$1");
      assertThat(all).isNotEqualTo(text);
      text = all;
    }
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }

  private String table() {
    return directory.resolve("table").toString();
  }

  private static Dataset<Row> rows(SparkSession spark) {
    return spark.range(1_000).selectExpr("id", "CAST(id % 3 AS INT) AS day");
  }

  private void requireRows(SparkSession spark, String format) {
    assertThat(spark.read().format(format).load(table()).count()).isEqualTo(1_000);
    assertThat(new TableDirectory(Path.of(table())).parquetFiles()).allMatch(Origin::isPipeline);
  }
}
