package org.parquetext.integration.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.door.DelegatingCatalog;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.spark.metric.PluginMetric;
import org.parquetext.spark.metric.WriteMetric;

/** Writes by Spark's interface of file formats, whose commands have metrics of Spark's only. */
class FormatMetricsTest extends ObservedTest {

  @BeforeEach
  void takeOver() {
    spark().conf().set("spark.parquetext.takeover", true);
  }

  @AfterEach
  void dropTheTable() {
    spark().sql("DROP TABLE IF EXISTS t");
    SparkSession.clearActiveSession();
  }

  private Dataset<Row> rows() {
    return spark().range(0, ROWS, 1, TASKS).selectExpr("id", "id % 7 AS d", "id % 2 AS p");
  }

  /** The values of those of our metrics that Spark shows of the last write. */
  private Map<String, String> lastWrite() throws Exception {
    awaitEvents();
    return SparkInterface.metrics(ui().lastWrite());
  }

  private static String shown(Map<String, String> metrics, WriteMetric metric) {
    return metrics.get(metric.definition().description());
  }

  private List<Footer> files() {
    return table().parquetFiles().stream().map(Footer::read).toList();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void theSqlTabShowsWhatTheWritersDid(boolean planned, boolean adaptive) throws Exception {
    spark().conf().set("spark.sql.optimizer.plannedWrite.enabled", planned);
    spark().conf().set("spark.sql.adaptive.enabled", adaptive);
    rows().repartition(2).write().partitionBy("p").parquet(table().root().toString());
    Map<String, String> metrics = lastWrite();
    assertThat(files()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(shown(metrics, WriteMetric.FILES)).isEqualTo(Integer.toString(files().size()));
    assertThat(shown(metrics, WriteMetric.ROWS)).isEqualTo("400,000");
    assertThat(shown(metrics, WriteMetric.SINGLE_ROWS)).isEqualTo("400,000");
    assertThat(shown(metrics, WriteMetric.ROW_GROUPS))
        .isEqualTo(
            Integer.toString(files().stream().mapToInt(file -> file.rowGroups().size()).sum()));
    assertThat(shown(metrics, WriteMetric.ENCODE_TIME)).contains("med");
    assertThat(shown(metrics, WriteMetric.PEAK_BUFFERED_BYTES)).matches("[0-9.]+ [KM]iB");
    assertThat(metrics).doesNotContainKey(WriteMetric.JOB_COMMIT_TIME.definition().description());
  }

  @Test
  void batchesAreCountedAsBatches() throws Exception {
    write();
    spark()
        .read()
        .parquet(table().root().toString())
        .write()
        .parquet(table().root().resolveSibling("copy").toString());
    Map<String, String> metrics = lastWrite();
    assertThat(shown(metrics, WriteMetric.ROWS_IN_BATCHES)).isEqualTo("400,000");
    assertThat(shown(metrics, WriteMetric.SINGLE_ROWS)).isEqualTo("0");
  }

  /** A whole one would be in memory outside the heap once more. */
  @Test
  void batchesOfLongTextsAreWrittenInPieces() throws Exception {
    String written = table().root().toString();
    String copy = table().root().resolveSibling("copy").toString();
    Dataset<Row> texts =
        spark()
            .range(0, 1200, 1, 1)
            .selectExpr("id", "repeat(lpad(cast(id as string), 6, '0'), 10000) as text");
    texts.write().parquet(written);
    spark().read().parquet(written).write().parquet(copy);
    Map<String, String> metrics = lastWrite();
    assertThat(shown(metrics, WriteMetric.ROWS_IN_BATCHES)).isEqualTo("1,200");
    String peak = shown(metrics, WriteMetric.PEAK_BUFFERED_BYTES);
    assertThat(peak).matches("[0-9.]+ MiB");
    assertThat(Double.parseDouble(peak.replace(" MiB", ""))).isLessThan(64);
    assertThat(spark().read().parquet(copy).exceptAll(texts).isEmpty()).isTrue();
    assertThat(spark().read().parquet(copy).count()).isEqualTo(1200);
  }

  @Test
  void tablesOfAnotherCatalogShowThemToo() throws Exception {
    spark().conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    SparkSession.setActiveSession(spark());
    spark().sql("CREATE TABLE t (id BIGINT) USING `parquet-ext`");
    spark().sql("INSERT INTO t SELECT id FROM range(1000)");
    assertThat(shown(lastWrite(), WriteMetric.ROWS)).isEqualTo("1,000");
  }

  @Test
  void aWriteThatStaysWithTheBuiltInWriterShowsNone() throws Exception {
    rows().write().parquet(table().root().toString());
    awaitEvents();
    final long last = ui().lastWrite().get("id").asLong();
    rows()
        .write()
        .option("parquet.encryption.footer.key", "k")
        .mode("append")
        .parquet(table().root().toString());
    awaitEvents();
    assertThat(ui().lastWrite().get("id").asLong()).isEqualTo(last);
  }

  /** The driver's commit is Spark's, which the plugin is not told of. */
  @Test
  void thePluginCountsTheFilesAndNoJob() throws Exception {
    Map<String, Double> before = ui().prometheus();
    rows().write().partitionBy("p").parquet(table().root().toString());
    Map<String, Double> after = ui().prometheus();
    assertThat(PrometheusTest.growth(before, after, PluginMetric.FILES_CLOSED))
        .isEqualTo(files().size());
    assertThat(PrometheusTest.growth(before, after, PluginMetric.FILES_LATENCY))
        .isEqualTo(files().size());
    assertThat(PrometheusTest.growth(before, after, PluginMetric.ROWS)).isEqualTo(ROWS);
    assertThat(PrometheusTest.growth(before, after, PluginMetric.BYTES)).isEqualTo(bytesOfFiles());
    assertThat(PrometheusTest.growth(before, after, PluginMetric.JOBS_COMMITTED)).isZero();
  }
}
