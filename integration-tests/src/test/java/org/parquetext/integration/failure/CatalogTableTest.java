package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.CreateTableWriter;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;

/** A catalog table that is there survives every command that would make it one of parquet-ext. */
class CatalogTableTest extends FailureTest {
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String FROM_CLASS_PATH = "spark.sql.extensions.test.loadFromCp";
  private static final String OWN_EXTENSIONS = "org.parquetext.spark.ParquetExtExtensions";

  private SparkSession spark;

  @BeforeEach
  void takeTheSession() {
    spark = spark();
  }

  @AfterEach
  void dropTables() {
    spark.sql("DROP TABLE IF EXISTS existing");
    spark.sql("DROP TABLE IF EXISTS other");
  }

  /** What a user would do with the table {@code existing}. */
  @FunctionalInterface
  private interface Command {
    void run(SparkSession spark) throws Exception;
  }

  private static Stream<Arguments> commands() {
    List<Arguments> commands = new ArrayList<>();
    for (String partitions : List.of("", "p")) {
      String[] columns = partitions.isEmpty() ? new String[0] : new String[] {partitions};
      for (String mode : List.of("append", "overwrite", "ignore", "errorifexists")) {
        add(
            commands,
            partitions,
            "saveAsTable, " + mode,
            spark -> writer(spark).mode(mode).partitionBy(columns).saveAsTable("existing"));
      }
      add(commands, partitions, "create", spark -> writerTo(spark).create());
      add(commands, partitions, "replace", spark -> writerTo(spark).replace());
      add(commands, partitions, "createOrReplace", spark -> writerTo(spark).createOrReplace());
      for (String statement : statements(partitions)) {
        add(commands, partitions, statement, spark -> spark.sql(statement));
      }
    }
    return commands.stream();
  }

  private static void add(
      List<Arguments> commands, String partitions, String name, Command command) {
    commands.add(Arguments.argumentSet(name + " " + partitions, partitions, command));
  }

  private static List<String> statements(String partitions) {
    String using = " existing USING `parquet-ext`";
    String defined = " existing (id BIGINT, p BIGINT) USING `parquet-ext`";
    if (!partitions.isEmpty()) {
      using += " PARTITIONED BY (p)";
      defined += " PARTITIONED BY (p)";
    }
    return List.of(
        "CREATE TABLE" + defined,
        "CREATE TABLE IF NOT EXISTS" + defined,
        "REPLACE TABLE" + defined,
        "CREATE OR REPLACE TABLE" + defined,
        "CREATE TABLE" + using + " AS SELECT id, id AS p FROM range(3)",
        "CREATE TABLE IF NOT EXISTS" + using + " AS SELECT id, id AS p FROM range(3)",
        "REPLACE TABLE" + using + " AS SELECT id, id AS p FROM range(3)",
        "CREATE OR REPLACE TABLE" + using + " AS SELECT id, id AS p FROM range(3)",
        "CREATE OR REPLACE TABLE"
            + using
            + " AS WITH x AS (SELECT id, id AS p FROM range(3)) SELECT * FROM x, x AS y (i, j)",
        "CREATE OR REPLACE TABLE" + using + " AS SELECT * FROM existing");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anExistingTableKeepsItsRowsAndFiles(String partitions, Command command) {
    requireSurvival(partitions, command);
  }

  @ParameterizedTest
  @CsvSource({OWN_EXTENSIONS + ", false", OWN_EXTENSIONS + ", true", "'', true"})
  void theExtensionIsLoadedByConfigurationAndByTheClassPath(String named, boolean fromClassPath) {
    spark = sessionWithExtensions(named, fromClassPath);
    requireSurvival("", session -> writer(session).mode("overwrite").saveAsTable("existing"));
    requireSurvival("p", session -> writerTo(session).createOrReplace());
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "overwrite", "ignore", "errorifexists"})
  void withoutTheExtensionNoNewTableIsWritten(String mode) {
    spark = sessionWithExtensions("", false);
    assertThatThrownBy(
            () -> writer(spark).mode(mode).option("path", table().toString()).saveAsTable("other"))
        .hasStackTraceContaining("not supported by parquet-ext yet");
    requireNoFiles();
  }

  /** Spark has dropped the table before it asks; at least no other one takes its place. */
  @Test
  void withoutTheExtensionNoTableIsReplaced() {
    spark = sessionWithExtensions("", false);
    writePlainTable("p");
    TableDirectory directory = new TableDirectory(location());
    assertThatThrownBy(
            () -> writer(spark).mode("overwrite").partitionBy("p").saveAsTable("existing"))
        .hasStackTraceContaining("not supported by parquet-ext yet");
    assertThat(directory.names()).isEmpty();
    assertThat(spark.catalog().tableExists("existing")).isFalse();
  }

  @Test
  void theWayOutMakesATable() {
    rows(spark).write().format(FormatUnderTest.NAME).save(table().toString());
    spark.sql("CREATE TABLE other USING parquet LOCATION '%s'".formatted(table()));
    assertThat(contents("other")).hasSize(3);
  }

  @Test
  void theWayOutMakesAPartitionedTable() {
    rows(spark).write().format(FormatUnderTest.NAME).partitionBy("p").save(table().toString());
    spark.sql("CREATE TABLE other USING parquet LOCATION '%s'".formatted(table()));
    spark.sql("MSCK REPAIR TABLE other");
    assertThat(contents("other")).hasSize(3);
  }

  private void requireSurvival(String partitions, Command command) {
    spark.sql("DROP TABLE IF EXISTS existing");
    writePlainTable(partitions);
    List<String> rows = contents("existing");
    TableDirectory directory = new TableDirectory(location());
    List<String> files = directory.names();

    assertThatThrownBy(() -> command.run(spark))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("default.existing")
        .hasMessageContaining("CREATE TABLE … USING parquet LOCATION");

    assertThat(spark.sql("DESCRIBE EXTENDED existing").collectAsList().toString())
        .contains("[Provider,parquet,");
    assertThat(directory.names()).isEqualTo(files).isNotEmpty();
    assertThat(contents("existing")).isEqualTo(rows).hasSize(10);
  }

  private void writePlainTable(String partitions) {
    DataFrameWriter<Row> writer =
        spark.range(10).selectExpr("id", "id % 2 AS p").write().format(FormatUnderTest.BUILT_IN);
    if (!partitions.isEmpty()) {
      writer.partitionBy(partitions);
    }
    writer.saveAsTable("existing");
  }

  private List<String> contents(String name) {
    return spark.table(name).collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private Path location() {
    List<Row> described = spark.sql("DESCRIBE EXTENDED existing").collectAsList();
    return described.stream()
        .filter(row -> row.getString(0).equals("Location"))
        .map(row -> Path.of(URI.create(row.getString(1))))
        .findFirst()
        .orElseThrow();
  }

  private static Dataset<Row> rows(SparkSession spark) {
    return spark.range(3).selectExpr("id", "id AS p");
  }

  private static DataFrameWriter<Row> writer(SparkSession spark) {
    return rows(spark).write().format(FormatUnderTest.NAME);
  }

  private static CreateTableWriter<Row> writerTo(SparkSession spark) {
    return rows(spark).writeTo("existing").using(FormatUnderTest.NAME);
  }

  /** A session of the same application with extensions of its own. */
  private SparkSession sessionWithExtensions(String named, boolean fromClassPath) {
    SparkContext context = spark().sparkContext();
    if (!named.isEmpty()) {
      context.conf().set(EXTENSIONS, named);
    }
    context.conf().set(FROM_CLASS_PATH, String.valueOf(fromClassPath));
    try {
      return new org.apache.spark.sql.classic.SparkSession(context);
    } finally {
      context.conf().remove(EXTENSIONS);
      context.conf().remove(FROM_CLASS_PATH);
    }
  }
}
