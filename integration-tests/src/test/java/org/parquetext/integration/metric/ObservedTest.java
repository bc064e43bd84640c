package org.parquetext.integration.metric;

import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.Resources;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

/** Writes of an application that has Spark's interface, the plugin and the metrics file of conf. */
@SparkTest(
    settings = {
      "spark.ui.enabled=true",
      "spark.ui.port=0",
      "spark.ui.showConsoleProgress=false",
      "spark.plugins=org.parquetext.spark.ParquetExtPlugin",
      "spark.metrics.conf=${project}/conf/metrics.properties",
      "spark.metrics.namespace=" + ObservedTest.NAMESPACE
    })
abstract class ObservedTest {
  static final String NAMESPACE = "observed";

  static final long ROWS = 400_000;
  static final int TASKS = 4;

  @TempDir private Path directory;
  private SparkSession spark;
  private SparkInterface ui;

  @BeforeEach
  final void open(SparkSession session) {
    spark = session;
    ui = new SparkInterface(session.sparkContext());
  }

  @AfterEach
  final void everythingIsGivenBack() {
    Resources.requireReleased();
  }

  final SparkSession spark() {
    return spark;
  }

  final SparkInterface ui() {
    return ui;
  }

  final TableDirectory table() {
    return new TableDirectory(directory.resolve("table"));
  }

  /**
   * Writes 100,000 rows in each of four tasks, as files of 40,000, 40,000 and 20,000 rows, in row
   * groups of 25,000 at most.
   */
  final void write() {
    Dataset<Row> rows =
        spark
            .range(0, ROWS, 1, TASKS)
            .selectExpr("id", "CAST(id AS STRING) AS text", "id % 7 AS d");
    rows.write()
        .format(FormatUnderTest.NAME)
        .option("maxRecordsPerFile", 40_000)
        .option("rowGroupMaxRows", 25_000)
        .save(table().root().toString());
  }

  /** Until Spark has heard of everything that has happened. */
  final void awaitEvents() throws TimeoutException, InterruptedException {
    spark.sparkContext().listenerBus().waitUntilEmpty();
  }

  final long bytesOfFiles() {
    return table().parquetFiles().stream().mapToLong(file -> file.toFile().length()).sum();
  }
}
