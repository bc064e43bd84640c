package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.SinceSpark;

/** Tables of a session whose catalog is not Spark's own: Spark's interface of file formats. */
class FormatInterfaceTest extends DoorTest {
  private static final String CATALOG = "spark.sql.catalog.spark_catalog";
  private static final String FROM_SOURCE = " SELECT id, p FROM source";

  @BeforeEach
  void replaceTheCatalog() {
    spark().conf().set(CATALOG, DelegatingCatalog.class.getName());
  }

  /** A session with Spark's own catalog, and the same source of rows. */
  private SparkSession plainSession() {
    SparkSession plain = spark().newSession();
    showSource(plain);
    return plain;
  }

  private void createTable(String how) {
    sql("CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` " + how);
  }

  @Test
  void rowsAreInserted() throws Exception {
    createTable("");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    writing(30, () -> spark().table("source").write().insertInto("t"));
    assertThat(count("t")).isEqualTo(60);
    writing(1, "INSERT OVERWRITE t VALUES (1, 2)");
    assertThat(rows("SELECT * FROM t")).containsExactly("[1,2]");
  }

  @Test
  void mergeSchemaOfATableIsHowItIsRead() throws Exception {
    createTable("OPTIONS (mergeSchema 'true')");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void everyFileIsOfThePipeline() throws Exception {
    createTable("OPTIONS (compression 'gzip', 'keyValueMetadata.mykey' 'x')");
    spark().conf().set("spark.sql.files.maxRecordsPerFile", 4);
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(files("t").parquetFiles()).hasSize(8);
    for (var file : files("t").parquetFiles()) {
      assertThat(file.toString()).endsWith(".gz.parquet");
      assertThat(Footer.read(file).keyValues())
          .containsEntry("mykey", "x")
          .containsKey("org.apache.spark.sql.parquet.row.metadata");
      assertThat(Footer.read(file).raw().getCreated_by()).contains("parquet-ext");
    }
  }

  @Test
  void partitionsAreInsertedAndOverwritten() throws Exception {
    createTable("PARTITIONED BY (p)");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    writing(1, "INSERT OVERWRITE t PARTITION (p = 1) VALUES (500)");
    assertThat(count("t")).isEqualTo(21);
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    writing(1, "INSERT OVERWRITE t VALUES (501, 2)");
    assertThat(rows("SELECT id FROM t WHERE p > 0")).containsExactly("[500]", "[501]");
    assertThat(rows("SHOW PARTITIONS t")).containsExactly("[p=0]", "[p=1]", "[p=2]");
  }

  @Test
  void severalDirectoriesMayBeOpen() throws Exception {
    createTable("PARTITIONED BY (p)");
    spark().conf().set("spark.sql.maxConcurrentOutputFileWriters", 2);
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
  }

  @Test
  void aTableWithPartitionsFirstIsWrittenInBucketsToo() throws Exception {
    sql(
        "CREATE TABLE t (p INT, id BIGINT) USING `parquet-ext` PARTITIONED BY (p)"
            + " CLUSTERED BY (id) INTO 4 BUCKETS");
    writing(30, "INSERT INTO t BY NAME SELECT id, p FROM source");
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
    assertThat(spark().table("t").columns()).containsExactly("id", "p");
  }

  @Test
  void bucketsAreWritten() throws Exception {
    createTable("CLUSTERED BY (id) SORTED BY (p) INTO 4 BUCKETS");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(files("t").parquetFiles())
        .allMatch(file -> file.getFileName().toString().matches(".*_0000[0-3]\\.c000.*"));
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
    String plan = sql("EXPLAIN SELECT id, count(*) FROM t GROUP BY id").toString();
    assertThat(plan).contains("Bucketed: true").doesNotContain("Exchange");
  }

  @Test
  void anEmptyInsertLeavesASchema() throws Exception {
    createTable("");
    writing(0, "INSERT INTO t SELECT id, p FROM source WHERE id < 0");
    assertThat(files("t").parquetFiles()).hasSize(1);
    assertThat(Footer.read(files("t").parquetFile()).rowGroups()).isEmpty();
  }

  /** One task, since Spark does not wait for others before it deletes what the job has left. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void aFailedTaskPublishesNothing(int openDirectories) throws Exception {
    createTable("PARTITIONED BY (p)");
    spark().conf().set("spark.sql.maxConcurrentOutputFileWriters", openDirectories);
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    List<String> before = files("t").names();
    assertThatThrownBy(
            () ->
                sql(
                    "INSERT INTO t SELECT /*+ COALESCE(1) */ IF(id = 29, raise_error('enough'), id),"
                        + " p FROM source"))
        .hasStackTraceContaining("enough");
    assertThat(files("t").names()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "targetFileSizeBytes '1m'",
        "sortingColumns 'id'",
        "distributionMode 'hash'",
        "fileNaming 'uuidv7'",
        "filePrefix 'x'",
        "reportPath '/reports'",
        "rolloverInterval '1min'",
        "compression 'zip'",
        "commitProtocol 'delta'"
      })
  void whatCannotBeHonouredIsRefusedBeforeAnythingIsDeleted(String option) throws Exception {
    createTable("");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    sql(
        "CREATE TABLE u (id BIGINT, p BIGINT) USING `parquet-ext` OPTIONS ("
            + option
            + ") LOCATION '"
            + files("t").root()
            + "'");
    assertThatThrownBy(() -> sql("INSERT OVERWRITE u VALUES (1, 2)"))
        .hasStackTraceContaining(option.substring(0, option.indexOf(' ')));
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void optionsOfTheSessionThatCannotHoldAreLeftOut() throws Exception {
    createTable("");
    spark().conf().set("spark.datasource.parquet-ext.targetFileSizeBytes", "1");
    spark().conf().set("spark.datasource.parquet-ext.sortingColumns", "p");
    spark().conf().set("spark.datasource.parquet-ext.maxRecordsPerFile", "1");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThat(files("t").parquetFiles()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aTableIsNotCreatedWithRows() {
    assertThatThrownBy(() -> sql("CREATE TABLE t USING `parquet-ext` AS" + FROM_SOURCE))
        .hasMessageContaining("INSERT INTO");
    for (String mode : List.of("overwrite", "append", "errorifexists")) {
      assertThatThrownBy(
              () ->
                  spark().table("source").write().format("parquet-ext").mode(mode).saveAsTable("t"))
          .hasMessageContaining("INSERT INTO");
    }
    assertThat(spark().catalog().tableExists("t")).isFalse();
  }

  @Test
  @SinceSpark(value = "4.1", because = "a saveAsTable that drops no table before it asks")
  void aTableOfAnotherSourceIsNotReplacedByRows() {
    sql("CREATE TABLE other USING parquet AS" + FROM_SOURCE);
    assertThatThrownBy(
            () ->
                spark()
                    .range(3)
                    .write()
                    .format("parquet-ext")
                    .mode("overwrite")
                    .saveAsTable("other"))
        .hasMessageContaining("other");
    assertThat(count("other")).isEqualTo(30);
  }

  @Test
  void whatIsReadIsNotOverwritten() throws Exception {
    createTable("");
    writing(30, "INSERT INTO t" + FROM_SOURCE);
    assertThatThrownBy(() -> sql("INSERT OVERWRITE t SELECT * FROM t"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void theTableOfAnotherFormatIsNotWritten() throws Exception {
    createTable("LOCATION '" + directory() + "/other'");
    Files.createDirectories(directory().resolve("other/_delta_log"));
    assertThatThrownBy(() -> sql("INSERT OVERWRITE t VALUES (1, 2)"))
        .hasStackTraceContaining("Delta");
  }

  @Test
  void rowsOfOneKindOfSessionAreReadInTheOther() throws Exception {
    SparkSession other = plainSession();
    createTable("PARTITIONED BY (p)");
    other.sql("INSERT INTO t SELECT id, p FROM source WHERE p = 0");
    assertThat(count("t")).isEqualTo(10);
    assertThat(other.table("t").count()).isEqualTo(10);
    writing(10, "INSERT INTO t SELECT id, p FROM source WHERE p = 1");
    assertThat(other.table("t").count()).isEqualTo(20);
    other.sql("INSERT INTO t SELECT id, p FROM source WHERE p = 2");
    assertThat(rows("SELECT id, p FROM t")).isEqualTo(rows("SELECT id, p FROM source"));
    assertThat(other.table("t").count()).isEqualTo(30);
  }

  @Test
  void partitionsOfTheCatalogAreThoseOfTheTable() throws Exception {
    SparkSession other = plainSession();
    createTable("PARTITIONED BY (p)");
    sql("INSERT INTO t" + FROM_SOURCE);
    other.sql("INSERT INTO t VALUES (100, 9)");
    assertThat(rows("SELECT id FROM t WHERE p = 9")).containsExactly("[100]");
    assertThat(rows("SHOW PARTITIONS t")).contains("[p=9]");
    sql("ALTER TABLE t ADD PARTITION (p = 10) LOCATION '" + directory() + "/elsewhere'");
    writing(1, "INSERT INTO t PARTITION (p = 10) VALUES (101)");
    assertThat(other.table("t").where("p = 10").count()).isOne();
    assertThatThrownBy(() -> other.sql("INSERT INTO t VALUES (102, 10)"))
        .hasStackTraceContaining("elsewhere");
    assertThat(other.table("t").count()).isEqualTo(32);
    assertThat(count("t")).isEqualTo(32);
  }
}
