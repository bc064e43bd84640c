package org.parquetext.integration.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.cluster.job.Gate;
import org.parquetext.integration.cluster.job.TableWrite;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;

/**
 * A suite of applications that write one table, one after the other, on a cluster of two workers.
 * This JVM looks at the table with Spark's own reader.
 */
@SparkTest
abstract class ClusterTest {
  private static final int WORKERS = 2;

  /** Options of a write whose tasks move their files to the table by themselves. */
  static final Map<String, String> SECOND_ALGORITHM =
      Map.of("mapreduce.fileoutputcommitter.algorithm.version", "2");

  /** For an application to which nothing happens at a row. */
  static final long NO_ROW = -1;

  private static LoopbackCluster cluster;

  @TempDir private Path directory;
  private final List<Application> applications = new ArrayList<>();
  private String name;
  private SparkSession spark;

  @BeforeAll
  static void startCluster(TestInfo suite) throws IOException {
    Class<?> type = suite.getTestClass().orElseThrow();
    Path files = Path.of("target", "clusters", type.getSimpleName());
    WithPackages packages = type.getAnnotation(WithPackages.class);
    cluster =
        packages == null
            ? LoopbackCluster.start(files, WORKERS)
            : LoopbackCluster.startWithPackages(files, WORKERS, packages);
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }

  @BeforeEach
  void prepare(SparkSession session, TestInfo test) throws IOException {
    spark = session;
    name = test.getTestMethod().orElseThrow().getName();
    Files.createDirectory(shared());
  }

  @AfterEach
  void endApplications() {
    applications.forEach(Application::close);
  }

  LoopbackCluster cluster() {
    return cluster;
  }

  /** The directory that the application knows too. */
  Path shared() {
    return directory.resolve("shared");
  }

  Gate gate() {
    return new Gate(shared().toString());
  }

  Path table() {
    return directory.resolve("table");
  }

  /** Names of the jars that {@code --packages} has downloaded. */
  List<String> downloaded() throws IOException {
    try (Stream<Path> jars = Files.list(cluster.packages().resolve("jars"))) {
      return jars.map(jar -> jar.getFileName().toString()).toList();
    }
  }

  /** The table that others are to overwrite or to add to: three files of as many rows. */
  TableWrite oldRows() {
    return new TableWrite(
        table().toString(), SaveMode.ErrorIfExists, 0, 3_000, 3, List.of(), Map.of());
  }

  /** A write of four tasks, each of which writes several row groups. */
  TableWrite newRows(SaveMode mode) {
    return new TableWrite(
        table().toString(),
        mode,
        1_000_000,
        100_000,
        4,
        List.of(),
        Map.of("rowGroupSizeBytes", "64k"));
  }

  /** Submits an application to which something happens at a row, with settings of Spark. */
  Application submit(Class<?> mainClass, TableWrite write, long row, String... settings)
      throws IOException {
    List<String> options = new ArrayList<>();
    Arrays.stream(settings).forEach(setting -> options.addAll(List.of("--conf", setting)));
    List<String> arguments = new ArrayList<>(List.of(shared().toString(), Long.toString(row)));
    arguments.addAll(write.arguments());
    Application application = cluster.submit(name, mainClass, options, arguments);
    applications.add(application);
    return application;
  }

  /** Does the write in this JVM, and returns it. */
  TableWrite runHere(TableWrite write) {
    write.run(spark, id -> id);
    return write;
  }

  /** Fails unless the table has exactly the rows of the writes, and each of them once. */
  void requireRows(TableWrite... writes) {
    long rows = Arrays.stream(writes).mapToLong(this::rowsOf).sum();
    assertThat(rows)
        .as("rows of %s", Arrays.toString(writes))
        .isEqualTo(Arrays.stream(writes).mapToLong(TableWrite::rows).sum());
    assertThat(spark.read().parquet(table().toString()).count()).as("all rows").isEqualTo(rows);
  }

  /**
   * How many rows of a write can be seen; none is there twice, and all are as they were written.
   */
  long rowsOf(TableWrite write) {
    Row found =
        found(write)
            .selectExpr(
                "count(*)", "count(DISTINCT id)", "count_if(" + TableWrite.rightValues() + ")")
            .head();
    assertThat(found.getLong(1)).as("distinct ids").isEqualTo(found.getLong(0));
    assertThat(found.getLong(2)).as("rows with right values").isEqualTo(found.getLong(0));
    return found.getLong(0);
  }

  /** Fails unless all rows of a write are there, so many of them twice, and the others once. */
  void requireTwice(long twice, TableWrite write) {
    Row found =
        found(write)
            .groupBy("id")
            .count()
            .selectExpr("count(*)", "count_if(count = 2)", "sum(count)")
            .head();
    assertThat(found)
        .as("ids, those that are there twice, and rows")
        .hasToString("[%d,%d,%d]".formatted(write.rows(), twice, write.rows() + twice));
  }

  private Dataset<Row> found(TableWrite write) {
    return spark
        .read()
        .parquet(table().toString())
        .where("id >= %d AND id < %d".formatted(write.firstId(), write.firstId() + write.rows()));
  }

  /** The UUIDs of the writes of which there are files, also temporary ones. */
  Set<String> writes() {
    return new TableDirectory(table()).writes();
  }

  /** Everything below the table's directory. */
  List<String> names() {
    return new TableDirectory(table()).names();
  }

  /** Parquet files that are not part of the table. */
  List<Path> temporaryFiles() {
    return new TableDirectory(table().resolve("_temporary")).parquetFiles();
  }

  /** Fails unless the table's directory has one file of each task and partition, and no more. */
  void requireOnlyFilesOf(TableWrite write) {
    List<String> names = names();
    List<String> files = names.stream().filter(file -> file.endsWith(".parquet")).toList();
    assertThat(files).hasSize(write.tasks() * (write.partitionColumns().isEmpty() ? 1 : 3));
    assertThat(writes()).as("writes").hasSize(1);
    assertThat(names)
        .allMatch(
            file ->
                files.contains(file) || file.matches("_SUCCESS|p=\\d/") || isChecksum(file, names));
  }

  private static boolean isChecksum(String file, List<String> names) {
    return file.endsWith(".crc")
        && names.contains(file.replaceFirst("(^|/)\\.([^/]+)\\.crc$", "$1$2"));
  }
}
