package org.parquetext.integration.cluster;

import static org.apache.spark.sql.SaveMode.ErrorIfExists;
import static org.apache.spark.sql.SaveMode.Overwrite;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.cluster.job.CancelledWrite;
import org.parquetext.integration.cluster.job.GatedFileSystem;
import org.parquetext.integration.cluster.job.GatedFileSystem.Operation;
import org.parquetext.integration.cluster.job.HeldWrite;
import org.parquetext.integration.cluster.job.KilledTaskWrite;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.cluster.job.Visitor;
import org.parquetext.integration.cluster.job.WatchedWrite;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.spark.metric.PluginMetric;

/** Executors that load the plugin through Spark, executors that die, and tasks that are stopped. */
class ClusterWriteTest extends ClusterTest {
  private static final int FILES_OF_ATTEMPT = 2;

  /** Only through {@code --jars} can an executor have the plugin. */
  @Test
  void executorsLoadThePluginAsSparkBringsIt() throws Exception {
    TableWrite write =
        newRows(ErrorIfExists)
            .withRows(300_000, 2)
            .partitioned()
            .with(Map.of("rowGroupSizeBytes", "128m"));
    Path metrics = Files.createDirectory(shared().resolve("metrics"));
    submit(
            WatchedWrite.class,
            write,
            write.middleOf(1),
            "spark.parquetext.encoder.threads=3",
            "spark.plugins=org.parquetext.spark.ParquetExtPlugin",
            "spark.metrics.namespace=cluster",
            "spark.metrics.conf.executor.sink.csv.class=org.apache.spark.metrics.sink.CsvSink",
            "spark.metrics.conf.executor.sink.csv.directory=" + metrics,
            "spark.metrics.conf.executor.sink.csv.period=1",
            "spark.metrics.conf.executor.sink.csv.unit=seconds")
        .awaitSuccess();
    cluster().awaitIdle();
    requireMetricsOfExecutors(metrics);
    assertThat(cluster().home().jars())
        .anyMatch(jar -> jar.startsWith("spark-sql_"))
        .noneMatch(jar -> jar.contains("parquet-ext") || jar.contains("plugin"));
    assertThat(Files.readAllLines(shared().resolve(WatchedWrite.FILE)))
        .as("encoder threads and their class loaders")
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" plugin"));
    requireRows(write);
    requireOnlyFilesOf(write);
  }

  /** Both executors have pushed, which have ids from 0 on. */
  private static void requireMetricsOfExecutors(Path metrics) throws IOException {
    String plugin = ".plugin.org.parquetext.spark.ParquetExtPlugin.";
    try (Stream<Path> files = Files.list(metrics)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.contains(plugin))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of("cluster.0", "cluster.1")
                  .flatMap(
                      executor ->
                          Arrays.stream(PluginMetric.values())
                              .filter(metric -> !metric.isOfDriver())
                              .map(metric -> executor + plugin + metric.metricName() + ".csv"))
                  .toList());
    }
    assertThat(Files.readAllLines(metrics.resolve("cluster.0" + plugin + "encoders.size.csv")))
        .element(1, InstanceOfAssertFactories.STRING)
        .endsWith(",3");
  }

  @Test
  void anExecutorIsKilledWhileItWrites() throws Exception {
    killExecutor(newRows(Overwrite));
  }

  @Test
  @FullEffort
  void anExecutorIsKilledWhileItWritesWithTheSecondAlgorithm() throws Exception {
    killExecutor(newRows(Overwrite).with(SECOND_ALGORITHM));
  }

  private void killExecutor(TableWrite shape) throws Exception {
    runHere(oldRows());
    TableWrite write = shape.withRows(400_000, 4).partitioned();
    Application application = submit(HeldWrite.class, write, write.middleOf(1));
    Visitor held = application.awaitVisitor(gate());
    assertThat(temporaryFiles())
        .as("the file in which the task is")
        .anyMatch(
            file -> file.toString().contains("p=1/part-00001-") && file.toFile().length() > 0);
    application.killExecutor(held);
    application.awaitSuccess();
    requireRows(write);
    requireOnlyFilesOf(write);
  }

  /** Its files are where the job would find them; those of the next attempt are others. */
  @Test
  void anExecutorIsKilledInsideTheCommitOfItsTask() throws Exception {
    TableWrite old = runHere(oldRows().partitionedByAttempt());
    TableWrite write = unlikeAttempts();
    Application application = submitHeld(Operation.COMMIT_TASK, 1, write);
    Visitor held = application.awaitVisitor(gate());
    requireRows(old);
    assertThat(temporaryFiles())
        .as("files that the task has committed")
        .hasSize(FILES_OF_ATTEMPT)
        .allMatch(file -> file.toString().matches(".*/_temporary/\\d+/task_.*/attempt=0/.*"));
    killAndRequire(application, held, write);
  }

  @Test
  @FullEffort
  void anExecutorIsKilledInsideTheCommitOfItsTaskWithTheSecondAlgorithm() throws Exception {
    TableWrite old = runHere(oldRows().partitionedByAttempt());
    TableWrite write = unlikeAttempts().with(SECOND_ALGORITHM);
    Application application = submitHeld(Operation.PUBLISH, FILES_OF_ATTEMPT, write);
    Visitor held = application.awaitVisitor(gate());
    assertThat(rowsOf(old)).as("old rows").isEqualTo(old.rows());
    assertThat(rowsOf(write))
        .as("rows of the file that the task has moved")
        .isEqualTo(write.rows() / FILES_OF_ATTEMPT);
    killAndRequire(application, held, write);
  }

  /** A write of one task, whose attempts write into directories of their own. */
  private TableWrite unlikeAttempts() {
    TableWrite write = newRows(Overwrite).withRows(100_000, 1).partitionedByAttempt();
    return write.with(Map.of("maxRecordsPerFile", Long.toString(write.rows() / FILES_OF_ATTEMPT)));
  }

  private Application submitHeld(Operation operation, int number, TableWrite write)
      throws Exception {
    return submit(
        HeldWrite.class, write.with(GatedFileSystem.options(shared(), operation, number)), NO_ROW);
  }

  private void killAndRequire(Application application, Visitor held, TableWrite write) {
    application.killExecutor(held);
    application.awaitSuccess();
    requireRows(write);
    assertThat(names()).contains("attempt=1/").doesNotContain("attempt=0/", "_temporary/");
  }

  @Test
  void aSlowTaskIsOvertakenByASecondAttempt() throws Exception {
    overtake(newRows(Overwrite));
  }

  @Test
  @FullEffort
  void aSlowTaskIsOvertakenByASecondAttemptWithTheSecondAlgorithm() throws Exception {
    overtake(newRows(Overwrite).with(SECOND_ALGORITHM));
  }

  private void overtake(TableWrite write) throws Exception {
    runHere(oldRows());
    Application application =
        submit(
            HeldWrite.class,
            write,
            write.middleOf(1),
            "spark.speculation=true",
            "spark.speculation.interval=50ms",
            "spark.speculation.quantile=0.5",
            "spark.speculation.multiplier=1.1");
    Visitor held = application.awaitVisitor(gate());
    assertThat(application.isDriver(held)).isFalse();
    application.awaitSuccess();
    requireRows(write);
    requireOnlyFilesOf(write);
  }

  @Test
  void aJobIsCancelledWhileItWrites() throws Exception {
    TableWrite old = runHere(oldRows());
    List<String> before = names();
    TableWrite write = newRows(Overwrite);
    submit(CancelledWrite.class, write, write.middleOf(1)).awaitFailure("cancelled");
    requireRows(old);
    assertThat(names()).isEqualTo(before);
  }

  @Test
  @FullEffort
  void aTaskIsKilledWhileItWrites() throws Exception {
    runHere(oldRows());
    TableWrite write = newRows(Overwrite);
    submit(KilledTaskWrite.class, write, write.middleOf(1)).awaitSuccess();
    requireRows(write);
    requireOnlyFilesOf(write);
  }
}
