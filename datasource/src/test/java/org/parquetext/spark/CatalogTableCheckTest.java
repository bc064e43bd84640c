package org.parquetext.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.CreateTable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

@ExtendWith(LocalSpark.class)
class CatalogTableCheckTest {

  private SparkSession spark;
  private String path;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    path = temporary.resolve("table").toString();
    spark.range(3).write().format("parquet").saveAsTable("existing");
  }

  @AfterEach
  void theTableIsThere() {
    assertThat(spark.table("existing").count()).isEqualTo(3);
    spark.sql("DROP TABLE existing");
  }

  private static void assertRefused(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("existing")
        .hasMessageContaining("save(path)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Parquet-EXT",
        "org.parquetext.spark.ParquetExtDataSource",
        "org.parquetext.spark.PathWriteProvider"
      })
  void everyNameOfTheSourceIsKnown(String provider) {
    assertRefused(() -> spark.sql("REPLACE TABLE existing (id BIGINT) USING `" + provider + "`"));
    assertRefused(
        () -> spark.range(1).write().format(provider).mode("overwrite").saveAsTable("existing"));
  }

  @Test
  void theFileFormatByItsClassIsKnown() {
    String provider = ParquetExtFileFormat.class.getName();
    assertRefused(
        () -> spark.range(1).write().format(provider).mode("overwrite").saveAsTable("existing"));
    assertRefused(() -> spark.sql("CREATE TABLE existing (id BIGINT) USING `" + provider + "`"));
    assertRefused(
        () -> spark.sql("CREATE TABLE existing USING `" + provider + "` AS SELECT 1 AS id"));
  }

  @Test
  void theSourceThatTheSessionDefaultsToIsKnown() {
    spark.conf().set("spark.sql.sources.default", "parquet-ext");
    assertRefused(() -> spark.sql("CREATE OR REPLACE TABLE existing AS SELECT 1 AS id"));
    assertRefused(() -> spark.range(1).write().mode("overwrite").saveAsTable("existing"));
    assertRefused(() -> spark.range(1).writeTo("existing").createOrReplace());
  }

  @Test
  void aTableLikeAnotherIsRefused() {
    spark.range(1).createOrReplaceTempView("view");
    assertRefused(() -> spark.sql("CREATE TABLE existing LIKE view USING `parquet-ext`"));
  }

  @Test
  void tablesOfOtherSourcesArePassed() {
    spark.sql("CREATE TABLE other USING parquet AS SELECT * FROM existing");
    spark.range(5).write().mode("overwrite").saveAsTable("other");
    assertThat(spark.table("other").count()).isEqualTo(5);
    spark.sql("DROP TABLE other");
  }

  @Test
  void aTemporaryViewOfAPathIsARead() {
    spark.range(4).write().format("parquet-ext").save(path);
    spark.sql(
        "CREATE TEMPORARY VIEW view_of_path USING `parquet-ext` OPTIONS (path '" + path + "')");
    assertThat(spark.table("view_of_path").count()).isEqualTo(4);
  }

  @Test
  void aCommandThatItCannotReadIsPassed() {
    CreateTable strange = new CreateTable(null, none(), none(), null, false);
    new CatalogTableCheck().apply(strange);
  }

  private static <T> Seq<T> none() {
    return CollectionConverters.asScala(List.<T>of()).toSeq();
  }

  @Test
  void onlyASaveByPathMayCreateARelation() {
    var options = Map$.MODULE$.<String, String>empty().updated("path", path);
    assertThatThrownBy(
            () ->
                new ParquetExtDataSource()
                    .createRelation(
                        spark.sqlContext(), SaveMode.Append, options, spark.range(1).toDF()))
        .hasMessageContaining("save(path)");
    assertThat(Tree.of(Path.of(path))).isEmpty();
  }
}
