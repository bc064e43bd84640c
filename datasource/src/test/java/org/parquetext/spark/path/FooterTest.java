package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.Footers;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

/** Schema and key/values of the footer are those of the built-in writer. */
@ExtendWith(LocalSpark.class)
class FooterTest {

  private static final String OWN_VERSION = "org.parquetext.version";

  private SparkSession spark;
  private Path own;
  private Path builtIn;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    own = temporary.resolve("own");
    builtIn = temporary.resolve("builtIn");
  }

  private void assertSameFooter(Dataset<Row> rows, String... partitions) {
    rows.write().format("parquet-ext").partitionBy(partitions).save(own.toString());
    rows.write().format("parquet").partitionBy(partitions).save(builtIn.toString());
    assertThat(Footers.single(own).getFileMetaData().getSchema())
        .isEqualTo(Footers.single(builtIn).getFileMetaData().getSchema());
    Map<String, String> values = new HashMap<>(Footers.keyValues(own));
    assertThat(values.remove(OWN_VERSION)).isNotBlank();
    assertThat(values).isEqualTo(Footers.keyValues(builtIn));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"})
  void allTypesAreMappedAsSparkMapsThem(String timestamps) {
    spark.conf().set("spark.sql.parquet.outputTimestampType", timestamps);
    assertSameFooter(
        spark
            .range(0, 2, 1, 1)
            .selectExpr(
                "id",
                "nullif(id, 0) AS nullable",
                "id > 0 AS boolean",
                "tinyint(id) AS byte",
                "smallint(id) AS short",
                "int(id) AS int",
                "float(id) AS float",
                "double(id) AS double",
                "decimal(id) AS wide",
                "cast(id AS decimal(9, 2)) AS narrow",
                "cast(id AS decimal(18, 3)) AS middle",
                "string(id) AS string",
                "binary(string(id)) AS binary",
                "date'2020-01-01' AS date",
                "timestamp_seconds(id) AS timestamp",
                "timestamp_ntz'2020-01-01 00:00:00' AS ntz"));
  }

  @Test
  void partitionColumnsAreNotInTheFiles() {
    assertSameFooter(spark.range(0, 2, 1, 1).selectExpr("1 AS p", "id", "'x' AS q"), "q", "p");
  }

  @Test
  void namesKeepTheCaseOfTheQuery() {
    spark.range(0, 2, 1, 1).createOrReplaceTempView("source");
    assertSameFooter(spark.sql("SELECT ID AS Id, iD + 1 AS UserId FROM source"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fieldIdsAreWrittenAsTheSessionSays(boolean enabled) {
    spark.conf().set("spark.sql.parquet.fieldId.write.enabled", enabled);
    Metadata fieldId = new MetadataBuilder().putLong("parquet.field.id", 7).build();
    StructType schema = new StructType().add("id", DataTypes.LongType, false, fieldId);
    assertSameFooter(
        spark.createDataFrame(spark.range(0, 2, 1, 1).toDF().javaRDD(), schema).coalesce(1));
    assertThat(Footers.single(own).getFileMetaData().getSchema().getType("id").getId() != null)
        .isEqualTo(enabled);
  }

  @Test
  void keyValuesOfTheWriteAreAdded() {
    spark
        .range(0, 2, 1, 1)
        .write()
        .format("parquet-ext")
        .option("keyValueMetadata.MyKey", "My value")
        .option("KeyValueMetadata.compresion", "1")
        .save(own.toString());
    assertThat(Footers.keyValues(own))
        .containsEntry("MyKey", "My value")
        .containsEntry("compresion", "1")
        .containsKey("org.apache.spark.version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "parquet-ext"})
  void columnsThatSparkMadeOfFilesAreOrdinaryOnes(String format) {
    String source = own.resolveSibling("source").toString();
    spark.range(0, 2, 1, 1).selectExpr("id", "id AS p").write().parquet(source);
    Dataset<Row> files = spark.read().format(format).load(source);
    String[] columns = {
      "*",
      "_metadata.file_path",
      "_metadata.file_name AS name",
      "_metadata.file_size",
      "_metadata.file_modification_time",
      "_metadata.row_index",
      "_metadata.file_block_start"
    };
    assertSameFooter(files.selectExpr(columns), "name", "file_block_start");
  }

  /** As on the metadata columns of other sources. */
  @Test
  void whatSparkNotesAboutItsOwnColumnsIsNotWritten() {
    Metadata noted =
        new MetadataBuilder()
            .putString("__metadata_col", "id")
            .putBoolean("__file_source_metadata_col", true)
            .putString("__file_source_constant_metadata_col", "id")
            .putString("__file_source_generated_metadata_col", "id")
            .putString("comment", "kept")
            .build();
    Dataset<Row> rows = spark.range(0, 2, 1, 1).toDF();
    assertSameFooter(rows.select(rows.col("id").as("id", noted), functions.lit(1).as("x")));
    assertThat(Footers.keyValues(own).toString()).contains("kept").doesNotContain("metadata_col");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd"})
  void fileNamesTellTheCodec(String codec) {
    for (String format : List.of("parquet-ext", "parquet")) {
      Path table = format.equals("parquet") ? builtIn : own;
      spark
          .range(0, 2, 1, 1)
          .write()
          .format(format)
          .option("compression", codec)
          .save(table.toString());
    }
    assertThat(Tree.layout(own)).isEqualTo(Tree.layout(builtIn));
  }
}
