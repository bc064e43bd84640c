package org.parquetext.integration.door;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FilesOfItsOwn;
import org.parquetext.integration.fixture.SinceSpark;
import org.parquetext.integration.fixture.TableDirectory;

/** Tables of Spark's own session catalog, by {@code saveAsTable}, {@code insertInto}, writeTo. */
class TableWriterTest extends DoorTest {

  private Dataset<Row> source() {
    return spark().table("source");
  }

  private DataFrameWriter<Row> writer(String mode) {
    return source().write().format("parquet-ext").mode(mode);
  }

  @Test
  void saveAsTableWorksInEveryMode() throws Exception {
    writing(30, () -> writer("errorifexists").partitionBy("p").saveAsTable("t"));
    assertThatThrownBy(() -> writer("errorifexists").saveAsTable("t"))
        .hasMessageContaining("TABLE_OR_VIEW_ALREADY_EXISTS");
    writing(0, () -> writer("ignore").saveAsTable("t"));
    writing(30, () -> writer("append").saveAsTable("t"));
    assertThat(count("t")).isEqualTo(60);
    writing(30, () -> writer("overwrite").saveAsTable("t"));
    assertThat(count("t")).isEqualTo(30);
    assertThat(files("t").layout()).noneMatch(name -> name.startsWith("p="));
    writing(30, () -> writer("ignore").saveAsTable("u"));
  }

  @Test
  void saveAsTableGoesWhereItIsTold() throws Exception {
    String place = directory() + "/place";
    writing(30, () -> writer("append").option("path", place).saveAsTable("t"));
    assertThat(new TableDirectory(directory()).parquetFiles()).isNotEmpty();
    writing(30, () -> writer("append").option("compression", "gzip").saveAsTable("t"));
    assertThat(new TableDirectory(directory()).parquetFiles())
        .anyMatch(file -> file.toString().endsWith(".gz.parquet"));
    assertThat(count("t")).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", ""})
  void aTableThatIsReadIsNotReplaced(String sourcesOfFirstKind) throws Exception {
    spark().conf().set("spark.sql.sources.useV1SourceList", sourcesOfFirstKind);
    writer("errorifexists").saveAsTable("t");
    assertThatThrownBy(
            () ->
                spark().table("t").write().format("parquet-ext").mode("overwrite").saveAsTable("t"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    String path = files("t").root().toString();
    assertThatThrownBy(
            () ->
                spark()
                    .read()
                    .parquet(path)
                    .write()
                    .format("parquet-ext")
                    .mode("overwrite")
                    .saveAsTable("t"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void aBadOptionKeepsTheTable() {
    writer("errorifexists").saveAsTable("t");
    assertThatThrownBy(() -> writer("overwrite").option("compresion", "zstd").saveAsTable("t"))
        .hasMessageContaining("compression");
    assertThatThrownBy(() -> writer("overwrite").bucketBy(2, "id").saveAsTable("t"))
        .hasMessageContaining("bucket");
    assertThat(count("t")).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet PARTITIONED BY (p)", "csv"})
  void aTableOfAnotherSourceIsReplaced(String source) throws Exception {
    sql("CREATE TABLE other USING " + source + " AS SELECT id + 1 AS id, p FROM source");
    assertThat(count("other")).as("rows, with the table cached by Spark from now on").isEqualTo(30);
    writing(
        30,
        () ->
            writer("overwrite")
                .option("compression", "gzip")
                .partitionBy("p")
                .saveAsTable("other"));
    assertThat(rows("SELECT * FROM other")).isEqualTo(rows("SELECT * FROM source"));
    assertThat(files("other").layout()).anyMatch(name -> name.startsWith("p="));
    assertThat(files("other").parquetFiles())
        .allMatch(file -> file.toString().endsWith(".gz.parquet"));
    writing(30, () -> writer("append").partitionBy("p").saveAsTable("other"));
    assertThat(count("other")).isEqualTo(60);
  }

  @Test
  void aTableOfAnotherSourceIsReplacedWhereItIsToBe() throws Exception {
    sql("CREATE TABLE other USING parquet AS SELECT * FROM source");
    String place = directory() + "/a 'quoted' place";
    writing(
        30,
        () ->
            writer("overwrite")
                .option("path", place)
                .option("comment", "as good as new")
                .saveAsTable("default.other"));
    assertThat(new TableDirectory(Path.of(place)).parquetFiles()).isNotEmpty();
    assertThat(rows("DESCRIBE EXTENDED other")).anyMatch(row -> row.contains("as good as new"));
    assertThat(count("other")).isEqualTo(30);
    sql("CREATE TABLE u USING parquet LOCATION '" + directory() + "/u' AS SELECT * FROM source");
    writing(30, () -> writer("overwrite").option("path", directory() + "/u").saveAsTable("u"));
    assertThat(count("u")).as("rows, old ones among them").isEqualTo(30);
  }

  @Test
  @SinceSpark(value = "4.1", because = "a saveAsTable that drops no table before it asks")
  void aTableOfAnotherSourceThatCannotBeReplacedStays() {
    sql("CREATE TABLE other USING parquet AS SELECT * FROM source");
    assertThatThrownBy(() -> writer("overwrite").option("compresion", "zstd").saveAsTable("other"))
        .hasMessageContaining("compression");
    assertThatThrownBy(() -> writer("overwrite").bucketBy(2, "id").saveAsTable("other"))
        .hasMessageContaining("bucket");
    assertThatThrownBy(() -> writer("overwrite").clusterBy("id").saveAsTable("other"))
        .hasMessageContaining("cluster");
    assertThatThrownBy(
            () ->
                spark()
                    .table("other")
                    .write()
                    .format("parquet-ext")
                    .mode("overwrite")
                    .saveAsTable("other"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThat(count("other")).isEqualTo(30);
  }

  @Test
  @SinceSpark(value = "4.1", because = "a saveAsTable that drops no table before it asks")
  void anExternalTableWhereTheCatalogWouldHaveItsOwnStays() throws Exception {
    sql("CREATE TABLE other USING parquet AS SELECT * FROM source");
    Path place = files("other").root();
    sql("DROP TABLE other");
    sql("CREATE TABLE other USING parquet LOCATION '" + place + "' AS SELECT * FROM source");
    assertThatThrownBy(() -> writer("overwrite").saveAsTable("other"))
        .hasMessageContaining("there are files at");
    assertThatThrownBy(
            () -> sql("CREATE OR REPLACE TABLE other USING `parquet-ext` AS SELECT * FROM source"))
        .hasMessageContaining("there are files at");
    assertThat(count("other")).isEqualTo(30);
    writing(30, () -> writer("overwrite").option("path", place.toString()).saveAsTable("other"));
    sql("DROP TABLE other");
    FileUtil.fullyDelete(place.toFile());
  }

  @Test
  @SinceSpark(value = "4.1", because = "a saveAsTable that drops no table before it asks")
  void aTableThatWasMovedIsNotReplacedWhereItsOldFilesAre() throws Exception {
    sql("CREATE TABLE other USING parquet AS SELECT * FROM source");
    Path place = files("other").root();
    sql("ALTER TABLE other SET LOCATION '" + directory() + "/moved'");
    sql("INSERT INTO other SELECT * FROM source");
    assertThatThrownBy(() -> writer("overwrite").saveAsTable("other"))
        .hasMessageContaining("there are files at");
    assertThat(count("other")).isEqualTo(30);
    sql("ALTER TABLE other SET LOCATION '" + place + "'");
  }

  @Test
  @SinceSpark(value = "4.1", because = "a saveAsTable that drops no table before it asks")
  void aTableThatWasMovedWithinItsDirectoryIsReplaced() throws Exception {
    sql("CREATE TABLE other (id BIGINT) USING parquet");
    Path place = files("other").root();
    sql("ALTER TABLE other SET LOCATION '" + place + "/moved'");
    sql("INSERT INTO other VALUES (1)");
    writing(30, () -> writer("overwrite").saveAsTable("other"));
    assertThat(files("other").root()).isEqualTo(place);
  }

  @Test
  @SinceSpark(value = "4.1", because = "a saveAsTable that drops no table before it asks")
  void aTableThatIsReadIsNotReplacedWhateverItsSource() throws Exception {
    sql("CREATE TABLE other USING " + FilesOfItsOwn.class.getName());
    Path place = files("other").root();
    spark().range(30).write().mode("overwrite").parquet(place.toString());
    DataFrameWriter<Row> writer =
        spark().table("other").write().format("parquet-ext").mode("overwrite");
    assertThatThrownBy(() -> writer.saveAsTable("other"))
        .hasMessageContaining("UNSUPPORTED_OVERWRITE");
    assertThat(count("other")).isEqualTo(30);
  }

  @Test
  void aTableOfAnotherSourceIsNotAppendedTo() {
    sql("CREATE TABLE other USING parquet AS SELECT * FROM source");
    assertThatThrownBy(() -> writer("append").saveAsTable("other"))
        .hasMessageContaining("doesn't match the specified format `ParquetExtDataSource`");
    assertThatThrownBy(() -> writer("errorifexists").saveAsTable("other"))
        .hasMessageContaining("TABLE_OR_VIEW_ALREADY_EXISTS");
    writer("ignore").saveAsTable("other");
    assertThat(count("other")).isEqualTo(30);
  }

  @Test
  void insertIntoAppendsAndOverwrites() throws Exception {
    writer("errorifexists").partitionBy("p").saveAsTable("t");
    writing(30, () -> source().write().insertInto("t"));
    assertThat(count("t")).isEqualTo(60);
    writing(10, () -> source().where("p = 1").write().mode("overwrite").insertInto("t"));
    assertThat(count("t")).isEqualTo(10);
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    writing(10, () -> source().where("p = 2").write().mode("overwrite").insertInto("t"));
    assertThat(count("t")).isEqualTo(20);
  }

  @Test
  void writeToCreatesAppendsAndOverwrites() throws Exception {
    writing(
        30,
        () ->
            source()
                .writeTo("t")
                .using("parquet-ext")
                .tableProperty("compression", "gzip")
                .partitionedBy(col("p"))
                .create());
    writing(30, () -> source().writeTo("t").append());
    assertThat(files("t").parquetFiles()).allMatch(file -> file.toString().endsWith("gz.parquet"));
    writing(10, () -> source().where("p = 1").writeTo("t").overwrite(col("p").equalTo(1L)));
    assertThat(count("t")).isEqualTo(50);
    writing(10, () -> source().where("p = 2").writeTo("t").overwritePartitions());
    assertThat(count("t")).isEqualTo(40);
    List<String> before = files("t").names();
    assertThatThrownBy(() -> source().writeTo("t").overwrite(col("id").equalTo(1L)))
        .hasStackTraceContaining("overwrite");
    assertThat(files("t").names()).isEqualTo(before);
    spark().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    writing(10, () -> source().where("p = 2").writeTo("t").overwrite(lit(true)));
    assertThat(count("t")).isEqualTo(10);
    writing(30, () -> source().writeTo("t").using("parquet-ext").createOrReplace());
    assertThat(count("t")).isEqualTo(30);
  }

  @Test
  void batchesGoIntoATable() throws Exception {
    sql("CREATE TABLE u USING parquet AS SELECT * FROM source");
    sql("CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext`");
    assertThat(sql("EXPLAIN INSERT INTO t SELECT id, p FROM u").toString()).contains("BatchInput");
    writing(30, "INSERT INTO t SELECT id, p FROM u");
    assertThat(rows("SELECT * FROM t")).isEqualTo(rows("SELECT * FROM source"));
  }

  @Test
  void aPathIsReadBySql() throws Exception {
    writing(30, () -> writer("append").save(directory() + "/path"));
    assertThat(rows("SELECT * FROM `parquet-ext`.`" + directory() + "/path`"))
        .isEqualTo(rows("SELECT * FROM source"));
    writing(
        30,
        "INSERT OVERWRITE DIRECTORY '"
            + directory()
            + "/path' USING `parquet-ext` SELECT * FROM source");
    assertThat(rows("SELECT * FROM `parquet-ext`.`" + directory() + "/path`")).hasSize(30);
  }
}
