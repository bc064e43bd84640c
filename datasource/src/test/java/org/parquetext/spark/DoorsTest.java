package org.parquetext.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.path.PathWriteProvider;

@ExtendWith(LocalSpark.class)
class DoorsTest {

  private SparkSession spark;
  private Path directory;
  private String table;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    directory = temporary;
    table = temporary.resolve("table").toString();
  }

  private Dataset<Row> rows() {
    return spark.range(0, 4, 1, 1).selectExpr("id", "id % 2 AS p");
  }

  private void save(String path) {
    rows().write().format("parquet-ext").mode("append").save(path);
  }

  private void assertNothingLeft() {
    assertThat(Tree.of(directory)).isEmpty();
    assertThat(spark.catalog().tableExists("t")).isFalse();
  }

  private static void assertRefused(ThrowingCallable action) {
    assertThatThrownBy(action)
        .hasStackTraceContaining("not supported by parquet-ext yet")
        .hasStackTraceContaining("save(path)");
  }

  @Test
  void readsWithASchemaOfTheUser() {
    save(table);
    StructType schema = StructType.fromDDL("id bigint");
    Dataset<Row> read = spark.read().schema(schema).format("parquet-ext").load(table);
    assertThat(read.schema()).isEqualTo(schema);
    assertThat(read.count()).isEqualTo(4);
  }

  @Test
  void readsSeveralPaths() {
    save(table);
    save(table + "2");
    assertThat(spark.read().format("parquet-ext").load(table, table + "2").count()).isEqualTo(8);
  }

  @Test
  void readsAPathInSql() {
    save(table);
    assertThat(spark.sql("SELECT * FROM `parquet-ext`.`" + table + "`").count()).isEqualTo(4);
  }

  @Test
  void readsAStream() throws Exception {
    save(table);
    Dataset<Row> stream =
        spark.readStream().schema("id bigint, p bigint").format("parquet-ext").load(table);
    stream
        .writeStream()
        .format("memory")
        .queryName("read_stream")
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
    assertThat(spark.table("read_stream").count()).isEqualTo(4);
  }

  @Test
  void aMissingPathIsSparksError() {
    assertThatThrownBy(() -> spark.read().format("parquet-ext").load(table))
        .hasMessageContaining("PATH_NOT_FOUND")
        .hasMessageContaining(table);
  }

  @Test
  void observationsAreTaken() throws InterruptedException {
    Observation observation = new Observation("seen");
    rows()
        .observe(observation, functions.count(functions.lit(1)).as("rows"))
        .write()
        .format("parquet-ext")
        .partitionBy("p")
        .save(table);
    assertThat(observation.getAsJava()).isEqualTo(Map.of("rows", 4L));
  }

  @Test
  void insertOverwriteDirectoryGoesThroughTheSameDoor() {
    rows().createOrReplaceTempView("source");
    String sql = "INSERT OVERWRITE DIRECTORY '%s' USING `parquet-ext` SELECT * FROM source";
    spark.sql(sql.formatted(table));
    spark.sql(sql.formatted(table));
    assertThat(spark.read().format("parquet-ext").load(table).count()).isEqualTo(4);
    assertThat(Footers.createdWith(Path.of(table))).containsOnly("parquet-ext");
  }

  @Test
  void saveWithoutAPathSaysSo() {
    assertThatThrownBy(() -> rows().write().format("parquet-ext").save())
        .hasMessageContaining("without a path");
  }

  @Test
  void bucketByIsRefused() {
    assertThatThrownBy(() -> rows().write().format("parquet-ext").bucketBy(2, "id").save(table))
        .hasMessageContaining("bucketBy");
    assertThatThrownBy(
            () -> rows().write().format("parquet-ext").bucketBy(2, "id").saveAsTable("t"))
        .hasMessageContaining("bucket");
    assertNothingLeft();
  }

  @Test
  void clusterByIsRefused() {
    assertRefused(() -> rows().write().format("parquet-ext").clusterBy("id").save(table));
    assertNothingLeft();
  }

  @Test
  void theInternalProviderIsNotADoor() {
    assertThatThrownBy(
            () ->
                rows().write().format(PathWriteProvider.class.getName()).mode("append").save(table))
        .hasMessageContaining("format(\"parquet-ext\")");
    assertNothingLeft();
  }
}
