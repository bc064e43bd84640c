package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.LogCapture;
import org.parquetext.integration.fixture.SinceSpark;
import org.parquetext.integration.fixture.TableDirectory;

/** Tables of Spark's own session catalog, by SQL. */
class SqlTableTest extends DoorTest {
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  @Test
  void aTableIsCreatedFilledAndDropped() throws Exception {
    writing(0, "CREATE TABLE t (id BIGINT, name STRING) USING `parquet-ext`");
    assertThat(rows("SELECT * FROM t")).isEmpty();
    writing(30, "INSERT INTO t SELECT id, concat('n', id) FROM source");
    writing(2, "INSERT INTO t VALUES (100, 'a'), (101, 'b')");
    assertThat(count("t")).isEqualTo(32);
    TableDirectory files = files("t");
    assertThat(files.parquetFiles()).isNotEmpty();
    sql("DROP TABLE t");
    assertThat(files.names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PARTITIONED BY (p)"})
  void aTableIsCreatedWithRows(String partitioned) throws Exception {
    writing(30, "CREATE TABLE t USING `parquet-ext` " + partitioned + " AS" + FROM_SOURCE);
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
    assertThatThrownBy(() -> sql("CREATE TABLE t USING `parquet-ext` AS" + FROM_SOURCE))
        .hasMessageContaining("TABLE_OR_VIEW_ALREADY_EXISTS");
    writing(0, "CREATE TABLE IF NOT EXISTS t USING `parquet-ext` AS" + FROM_SOURCE);
  }

  @Test
  void aTableMayLieAnywhereAndSurvivesItsDrop() throws Exception {
    Path place = directory().resolve("with space=and%");
    writing(30, "CREATE TABLE t USING `parquet-ext` LOCATION '" + place + "' AS" + FROM_SOURCE);
    assertThat(new TableDirectory(place).parquetFiles()).isNotEmpty();
    sql("DROP TABLE t");
    assertThat(new TableDirectory(place).parquetFiles()).isNotEmpty();
    sql("CREATE TABLE t USING `parquet-ext` LOCATION '" + place + "'");
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
  }

  @Test
  void mergeSchemaOfATableIsHowItIsRead() throws Exception {
    String place = directory() + "/files";
    spark().range(3).write().parquet(place);
    spark().range(3).selectExpr("id", "2 * id AS extra").write().mode("append").parquet(place);
    sql("CREATE TABLE t USING `parquet-ext` OPTIONS (mergeSchema 'true') LOCATION '" + place + "'");
    assertThat(spark().table("t").columns()).containsExactlyInAnyOrder("id", "extra");
    writing(1, "INSERT INTO t (id, extra) VALUES (7, 8)");
    assertThat(count("t")).isEqualTo(7);
  }

  @Test
  void aTableWithoutColumnsTakesThoseOfItsFiles() throws Exception {
    spark().table("source").write().partitionBy("p").parquet(directory() + "/files");
    sql("CREATE TABLE t USING `parquet-ext` LOCATION '" + directory() + "/files'");
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
    writing(30, "INSERT OVERWRITE t" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(30);
    assertThat(files("t").layout()).contains("p=0/", "p=1/", "p=2/");
    assertThatThrownBy(() -> sql("CREATE TABLE u USING `parquet-ext`"))
        .hasStackTraceContaining("without columns");
  }

  @Test
  void insertOverwriteReplacesEverything() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    writing(2, "INSERT OVERWRITE t VALUES (1, 1), (2, 7)");
    assertThat(rows("SELECT id, p FROM t")).containsExactly("[1,1]", "[2,7]");
    assertThat(files("t").parquetFiles()).hasSize(2);
  }

  @Test
  void insertOverwriteOfAPartitionReplacesThatOnly() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    writing(1, "INSERT OVERWRITE t PARTITION (p = 1) VALUES (500)");
    assertThat(rows("SELECT id FROM t WHERE p = 1")).containsExactly("[500]");
    assertThat(count("t")).isEqualTo(21);
    writing(1, "INSERT INTO t PARTITION (p = 9) VALUES (501)");
    assertThat(rows("SELECT id FROM t WHERE p = 9")).containsExactly("[501]");
    writing(0, "INSERT OVERWRITE t PARTITION (p = 9) SELECT id FROM source WHERE id < 0");
    assertThat(rows("SELECT id FROM t WHERE p = 9")).isEmpty();
    assertThat(count("t")).isEqualTo(21);
  }

  @Test
  void severalPartitionColumnsMayBeGivenInPart() throws Exception {
    sql(
        "CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p, q)"
            + " AS SELECT id, p, concat('q ', id % 2) AS q FROM source");
    writing(1, "INSERT OVERWRITE t PARTITION (p = 1, q) VALUES (500, 'new')");
    assertThat(rows("SELECT * FROM t WHERE p = 1")).containsExactly("[500,1,new]");
    assertThat(count("t")).isEqualTo(21);
  }

  @Test
  void theSessionMayOverwriteDynamically() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (P) AS SELECT id, p AS P FROM source");
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    writing(2, "INSERT OVERWRITE t VALUES (1, 1), (2, 7)");
    assertThat(rows("SELECT id FROM t WHERE p IN (1, 7)")).containsExactly("[1]", "[2]");
    assertThat(count("t")).isEqualTo(22);
    spark().conf().set("spark.sql.caseSensitive", true);
    writing(1, "INSERT OVERWRITE t VALUES (3, 7)");
    assertThat(count("t")).isEqualTo(22);
  }

  @Test
  void truncateLeavesAnEmptyTable() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    sql("TRUNCATE TABLE t");
    assertThat(rows("SELECT * FROM t")).isEmpty();
    assertThat(files("t").parquetFiles()).isEmpty();
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void optionsOfTheTableHold() throws Exception {
    sql(
        "CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` OPTIONS (compression 'gzip')"
            + " TBLPROPERTIES ('keyValueMetadata.MyKey' = 'x', 'owner of' = 'somebody')");
    sql("INSERT INTO t" + FROM_SOURCE);
    Path file = files("t").parquetFiles().get(0);
    assertThat(file.toString()).endsWith(".gz.parquet");
    assertThat(Footer.read(file).keyValues()).containsEntry("MyKey", "x");
    assertThatThrownBy(
            () -> sql("CREATE TABLE u (id BIGINT) USING `parquet-ext` OPTIONS (compression 'zip')"))
        .hasStackTraceContaining("compression");
    assertThat(spark().catalog().tableExists("u")).isFalse();
  }

  @Test
  @SinceSpark(value = "4.1", because = "V2 inserts that leave columns out")
  void columnsThatAreAddedAreNullInOldFiles() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    sql("ALTER TABLE t ADD COLUMNS (name STRING AFTER id)");
    writing(1, "INSERT INTO t (id, name, p) VALUES (100, 'new', 1)");
    writing(1, "INSERT INTO t (p, id) VALUES (2, 101)");
    writing(1, "INSERT INTO t BY NAME SELECT 102 AS id, 'named' AS name, 2 AS p");
    assertThat(rows("SELECT id, name, p FROM t WHERE id >= 29"))
        .containsExactly("[100,new,1]", "[101,null,2]", "[102,named,2]", "[29,null,2]");
  }

  @Test
  void lengthsAndNullsAreChecked() throws Exception {
    sql("CREATE TABLE t (c CHAR(4), v VARCHAR(3), n INT NOT NULL) USING `parquet-ext`");
    sql("INSERT INTO t VALUES ('ab', 'abc', 1)");
    assertThat(rows("SELECT concat(c, '|'), v FROM t")).containsExactly("[ab  |,abc]");
    assertThatThrownBy(() -> sql("INSERT INTO t VALUES ('ab', 'abcd', 1)"))
        .hasStackTraceContaining("EXCEED_LIMIT_LENGTH");
    assertThatThrownBy(() -> sql("INSERT INTO t SELECT 'ab', 'abc', CAST(NULL AS INT)"))
        .hasStackTraceContaining("NULL");
    assertThat(count("t")).isOne();
  }

  @Test
  void valuesAreCastAsTheSessionSays() {
    sql("CREATE TABLE t (i INT, p STRING) USING `parquet-ext` PARTITIONED BY (p)");
    sql("INSERT INTO t VALUES (1L, '7'), (2L, null), (3L, '')");
    assertThat(rows("SELECT i, p FROM t")).containsExactly("[1,7]", "[2,null]", "[3,null]");
    assertThatThrownBy(() -> sql("INSERT INTO t VALUES (99999999999L, 'x')"))
        .hasStackTraceContaining("CAST_OVERFLOW");
    assertThatThrownBy(() -> sql("INSERT INTO t VALUES ('text', 'x')"))
        .hasStackTraceContaining("CAST");
  }

  @Test
  void partitionValuesHaveTheTypesOfTheTable() {
    sql("CREATE TABLE t (i INT, p STRING, d DATE) USING `parquet-ext` PARTITIONED BY (p, d)");
    sql("INSERT INTO t VALUES (1, '007', DATE'2020-01-02'), (2, '1e3', DATE'2020-01-03')");
    assertThat(rows("SELECT i, p, d FROM t"))
        .containsExactly("[1,007,2020-01-02]", "[2,1e3,2020-01-03]");
    assertThat(rows("SELECT i FROM t WHERE d > DATE'2020-01-02' AND p LIKE '1%'"))
        .containsExactly("[2]");
  }

  @Test
  void aRelationThatIsReadAgainSeesNewFiles() {
    sql("CREATE TABLE t USING `parquet-ext` AS" + FROM_SOURCE);
    var relation = spark().table("t");
    assertThat(relation.count()).isEqualTo(30);
    sql("INSERT INTO t" + FROM_SOURCE);
    assertThat(relation.count()).isEqualTo(60);
    sql("CACHE TABLE t");
    assertThat(count("t")).isEqualTo(60);
    sql("INSERT INTO t" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(90);
    sql("UNCACHE TABLE t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT OVERWRITE t SELECT id + 1, p FROM t",
        "INSERT OVERWRITE t PARTITION (p = 1) SELECT id FROM t WHERE p = 1",
        "INSERT OVERWRITE t SELECT id, p FROM source WHERE id IN (SELECT id FROM t)",
        "CREATE OR REPLACE TABLE t USING `parquet-ext` AS SELECT id FROM t",
        "REPLACE TABLE t USING `parquet-ext` AS SELECT x.id FROM source x JOIN t ON x.id = t.id"
      })
  void aTableThatIsReadIsNotOverwritten(String statement) throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    List<String> before = files("t").names();
    assertThatThrownBy(() -> sql(statement))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThat(files("t").names()).isEqualTo(before);
    assertThat(count("t")).isEqualTo(30);
  }

  /** Spark deletes first, and looks for its own relations only. */
  @Test
  void sparksWriterDoesNotOverwriteATableThatIsRead() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` AS" + FROM_SOURCE);
    String path = files("t").root().toString();
    assertThatThrownBy(() -> spark().table("t").write().mode("overwrite").parquet(path))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThatThrownBy(
            () -> sql("INSERT OVERWRITE DIRECTORY '" + path + "' USING parquet SELECT * FROM t"))
        .hasStackTraceContaining("UNSUPPORTED_OVERWRITE");
    sql("CREATE TABLE u (id BIGINT, p BIGINT) USING parquet LOCATION '" + path + "'");
    sql("CREATE TABLE other (id BIGINT, p BIGINT) USING parquet");
    assertThatThrownBy(
            () ->
                sql(
                    "FROM t INSERT OVERWRITE u SELECT id, p WHERE id < 3"
                        + " INSERT INTO other SELECT id, p WHERE id > 3"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThat(count("t")).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USING `parquet-ext` OPTIONS (compression 'zip') AS SELECT id, p FROM source",
        "USING `parquet-ext` PARTITIONED BY (id, p) AS SELECT id, p FROM source",
        "USING `parquet-ext` CLUSTERED BY (id) INTO 4 BUCKETS AS SELECT id, p FROM source",
        "USING `parquet-ext` AS SELECT id, make_interval(p) AS i FROM source",
        "USING `parquet-ext` AS SELECT id, named_struct() AS s FROM source"
      })
  void aTableIsNotReplacedByWhatCannotBeWritten(String replacement) {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    assertThatThrownBy(() -> sql("CREATE OR REPLACE TABLE t " + replacement));
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void aTableIsReplaced() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    writing(5, "CREATE OR REPLACE TABLE t USING `parquet-ext` AS SELECT id FROM range(5)");
    assertThat(count("t")).isEqualTo(5);
    assertThat(spark().table("t").columns()).containsExactly("id");
  }

  @Test
  void bucketsAreRefused() {
    assertThatThrownBy(
            () ->
                sql(
                    "CREATE TABLE t (id BIGINT) USING `parquet-ext`"
                        + " CLUSTERED BY (id) INTO 4 BUCKETS"))
        .hasStackTraceContaining("bucket");
    assertThat(spark().catalog().tableExists("t")).isFalse();
  }

  @Test
  void twoTablesMayShareAPlace() throws Exception {
    String place = " USING `parquet-ext` LOCATION '" + directory() + "/shared'";
    sql("CREATE TABLE t (id BIGINT, p BIGINT)" + place);
    sql("CREATE TABLE u (id BIGINT, p BIGINT)" + place);
    sql("INSERT INTO t" + FROM_SOURCE);
    sql("INSERT INTO u" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(60);
    assertThatThrownBy(() -> sql("INSERT OVERWRITE t SELECT * FROM u"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
  }

  @Test
  void theTableOfAnotherFormatIsNeitherReadNorWritten() throws Exception {
    sql(
        "CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` LOCATION '"
            + directory()
            + "/other'");
    Files.createDirectories(directory().resolve("other/_delta_log"));
    for (String statement :
        List.of("SELECT * FROM t", "INSERT INTO t" + FROM_SOURCE, "TRUNCATE TABLE t")) {
      assertThatThrownBy(() -> sql(statement)).as(statement).hasStackTraceContaining("Delta");
    }
  }

  @Test
  void aFailedInsertLeavesTheTableAsItWas() throws Exception {
    sql("CREATE TABLE t USING `parquet-ext` PARTITIONED BY (p) AS" + FROM_SOURCE);
    List<String> before = files("t").names();
    for (String insert : List.of("INTO", "OVERWRITE")) {
      assertThatThrownBy(
              () ->
                  sql(
                      "INSERT "
                          + insert
                          + " t SELECT IF(id = 29, raise_error('enough'), id), p FROM source"))
          .hasStackTraceContaining("enough");
      assertThat(files("t").names()).isEqualTo(before);
    }
  }

  @Test
  void thePlanShowsTheWrite() {
    sql("CREATE TABLE t USING `parquet-ext` AS" + FROM_SOURCE);
    assertThat(sql("EXPLAIN INSERT INTO t" + FROM_SOURCE).toString())
        .contains("AppendData")
        .contains("parquet-ext append")
        .contains("compression");
  }

  @Test
  void noSecretIsLogged() {
    try (LogCapture log = new LogCapture()) {
      sql(
          "CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext`"
              + " TBLPROPERTIES ('my.password' = 'hush')");
      sql("INSERT INTO t" + FROM_SOURCE);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("org.parquetext"))
          .noneMatch(line -> line.contains("hush"));
    }
  }
}
