package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteTest;
import org.parquetext.pipeline.EncoderRuntime;

/** Suites of tables in the catalog, whose writes must not go around the pipeline. */
public abstract class DoorTest extends WriteTest {
  private static final String[] TABLES = {"t", "u", "other"};

  @BeforeEach
  void makeASource() {
    dropTables();
    spark().range(0, 30, 1, 2).selectExpr("id", "id % 3 AS p").createOrReplaceTempView("source");
  }

  /** Another session gets the same source of rows. */
  protected void showSource(SparkSession other) {
    spark().table("source").createOrReplaceGlobalTempView("source");
    other.table("global_temp.source").createOrReplaceTempView("source");
  }

  @AfterEach
  void dropTables() {
    for (String table : TABLES) {
      sql("DROP TABLE IF EXISTS " + table);
    }
  }

  /** A step of a test. */
  @FunctionalInterface
  protected interface Step {
    void take() throws Exception;
  }

  protected List<Row> sql(String statement) {
    return spark().sql(statement).collectAsList();
  }

  /** Takes a step, which must write just so many rows by the pipeline. */
  protected static void writing(long rows, Step step) throws Exception {
    long before = EncoderRuntime.shared().rowsTaken();
    step.take();
    assertThat(EncoderRuntime.shared().rowsTaken() - before)
        .as("rows that the pipeline was given")
        .isEqualTo(rows);
  }

  /** Runs a statement, which must write just so many rows by the pipeline. */
  protected void writing(long rows, String statement) throws Exception {
    writing(rows, () -> sql(statement));
  }

  /** The rows of a query as text, sorted. */
  protected List<String> rows(String query) {
    return sql(query).stream().map(Row::toString).sorted().toList();
  }

  protected long count(String table) {
    return spark().table(table).count();
  }

  /** The files of a table of the catalog. */
  protected TableDirectory files(String table) throws Exception {
    return new TableDirectory(
        java.nio.file.Path.of(
            spark()
                .sessionState()
                .catalog()
                .getTableMetadata(new TableIdentifier(table))
                .location()
                .getPath()));
  }
}
