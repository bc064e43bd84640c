package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.StreamSource;

/** Paths are written and read alike, whatever catalog the session has. */
class PathDoorTest extends DoorTest {
  private static final String DELEGATING = "org.parquetext.integration.door.DelegatingCatalog";

  private String path;

  @BeforeEach
  void choosePath() {
    path = directory().resolve("table").toString();
  }

  private void setCatalog(String catalog) {
    spark().conf().set("spark.sql.catalog.spark_catalog", catalog);
  }

  private void save(long rows, String mode) throws Exception {
    writing(
        rows,
        () ->
            spark()
                .table("source")
                .write()
                .format("parquet-ext")
                .mode(mode)
                .partitionBy("p")
                .save(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin", DELEGATING})
  void aPathIsSavedInEveryMode(String catalog) throws Exception {
    setCatalog(catalog);
    save(30, "errorifexists");
    assertThatThrownBy(() -> save(0, "errorifexists")).hasMessageContaining("PATH_ALREADY_EXISTS");
    save(0, "ignore");
    save(30, "append");
    String read = "SELECT id, p FROM `parquet-ext`.`" + path + "`";
    assertThat(rows(read)).hasSize(60);
    save(30, "overwrite");
    assertThat(rows(read)).isEqualTo(rows("SELECT id, p FROM source"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin", DELEGATING})
  void aDirectoryIsOverwritten(String catalog) throws Exception {
    setCatalog(catalog);
    save(30, "append");
    writing(
        2, "INSERT OVERWRITE DIRECTORY '" + path + "' USING `parquet-ext` VALUES (1, 2), (3, 4)");
    assertThat(spark().read().format("parquet-ext").load(path).count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin", DELEGATING})
  void aStreamIsWritten(String catalog) throws Exception {
    setCatalog(catalog);
    StreamSource source = new StreamSource(spark(), directory().resolve("source"));
    source.add(0, 10);
    source.add(10, 20);
    writing(
        20,
        () ->
            source.stream()
                .writeStream()
                .format("parquet-ext")
                .partitionBy("p")
                .option("checkpointLocation", directory().resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start(path)
                .awaitTermination());
    assertThat(rows("SELECT id FROM `parquet-ext`.`" + path + "`")).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin", DELEGATING})
  void aStreamIntoATableIsRefusedBeforeTheTableIsMade(String catalog) throws Exception {
    setCatalog(catalog);
    StreamSource source = new StreamSource(spark(), directory().resolve("source"));
    source.add(0, 10);
    assertThatThrownBy(
            () ->
                source.stream()
                    .writeStream()
                    .format("parquet-ext")
                    .option("checkpointLocation", directory().resolve("checkpoint").toString())
                    .toTable("t"))
        .hasMessageContaining("foreachBatch");
    assertThat(spark().catalog().tableExists("t")).isFalse();
  }
}
