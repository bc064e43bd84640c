package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.fixture.SinceSpark;
import org.parquetext.integration.fixture.SparkReader;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteInputs;
import org.parquetext.integration.fixture.WriteTest;

/** Whatever scans make batches of, the files are those of their rows, byte by byte. */
class ScanInputTest extends WriteTest {

  /** True of every row, but only of rows. */
  private static final String NEEDS_ROWS = "monotonically_increasing_id() >= 0";

  private static final String[] NESTED = {
    "id",
    "IF(id % 5 = 0, NULL, named_struct('a', id, 'b', IF(id % 3 = 0, NULL, 'x'))) AS s",
    "IF(id % 7 = 0, NULL, sequence(0, id % 5)) AS longs",
    "transform(sequence(0, id % 4), x -> IF(x = 1, NULL, concat('t', x))) AS texts",
    "array(array(id), NULL, array()) AS deep",
    "IF(id % 4 = 0, NULL, map(id, named_struct('n', array(CAST(id AS DECIMAL(30,3)))))) AS m"
  };

  private String source(String name) {
    return directory().resolve("sources").resolve(name).toString();
  }

  private Dataset<Row> scan(String... names) {
    return spark().read().parquet(Stream.of(names).map(this::source).toArray(String[]::new));
  }

  private void write(String name, Dataset<Row> rows) {
    rows.write().parquet(source(name));
  }

  private void requireSameFiles(Dataset<Row> rows) {
    Dataset<Row> ofOneTask = rows.coalesce(1);
    WriteInputs inputs = WriteInputs.of(spark());
    Path ofBatches = save(ofOneTask, "of batches");
    inputs.requireBatches(Footer.read(ofBatches).raw().getNum_rows());
    inputs = WriteInputs.of(spark());
    Path ofRows = save(ofOneTask.where(NEEDS_ROWS), "of rows");
    inputs.requireRows();
    assertThat(ofBatches).hasSameBinaryContentAs(ofRows);
    Dataset<Row> written = spark().read().schema(rows.schema()).parquet(ofBatches.toString());
    SparkReader.requireSameRows(ofOneTask, written);
  }

  private Path save(Dataset<Row> rows, String name) {
    Path table = directory().resolve(name);
    rows.write().format(FormatUnderTest.NAME).save(table.toString());
    return new TableDirectory(table).parquetFile();
  }

  @Test
  void columnsThatSomeFilesDoNotHave() {
    write(
        "old", table(5_000, "id", "concat('text ', id % 9) AS text", "named_struct('a', id) AS s"));
    write(
        "new",
        table(
            6_000,
            "id",
            "id * 2 AS n",
            "CAST(id AS DECIMAL(30,2)) AS d",
            "array(id, NULL) AS l",
            "map('k', id) AS m",
            "named_struct('b', concat('x', id), 'c', named_struct('e', id)) AS s"));
    Dataset<Row> merged =
        spark().read().option("mergeSchema", true).parquet(source("old"), source("new"));
    requireSameFiles(merged);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nestedColumns(boolean offHeap) {
    spark().conf().set("spark.sql.columnVector.offheap.enabled", offHeap);
    spark().conf().set("spark.sql.parquet.columnarReaderBatchSize", 700);
    write("nested", table(5_000, NESTED));
    requireSameFiles(scan("nested"));
  }

  @Test
  void columnsOfPartitionDirectories() {
    table(
            3_000,
            "id",
            "IF(id % 4 = 0, NULL, id % 4) AS number",
            "IF(id % 3 = 0, '', concat('ü/', id % 3)) AS text",
            "date_add(DATE'2000-01-01', int(id % 2)) AS day")
        .write()
        .partitionBy("number", "text", "day")
        .parquet(source("partitioned"));
    requireSameFiles(scan("partitioned"));
  }

  /** The scan leaves all other partitions out, so that no filter is left. */
  @Test
  void aPartitionThatASubqueryChooses() {
    table(3_000, "id", "id % 3 AS p").write().partitionBy("p").parquet(source("partitioned"));
    scan("partitioned").createOrReplaceTempView("source");
    requireSameFiles(spark().sql("SELECT * FROM source WHERE p = (SELECT max(p) FROM source)"));
  }

  /** Spark makes a struct of them, and takes them out of it again. */
  @Test
  void factsAboutFilesAreComputedAndCorrect() {
    write("first", table(3_000, "id"));
    write("second", table(2_000, "id"));
    Dataset<Row> rows =
        scan("first", "second")
            .selectExpr("_metadata.file_path AS path", "id", "_metadata.row_index AS row")
            .coalesce(1);
    WriteInputs inputs = WriteInputs.of(spark());
    Path written = save(rows, "facts");
    inputs.requireRows();
    SparkReader.requireSameRows(rows, spark().read().parquet(written.toString()));
  }

  @Test
  void aScanOfTheSecondKind() {
    spark().conf().set("spark.sql.sources.useV1SourceList", "");
    table(3_000, "id", "concat('text ', id) AS text", "id % 2 AS p")
        .write()
        .partitionBy("p")
        .parquet(source("table"));
    requireSameFiles(scan("table").where("id > 100"));
  }

  @Test
  void columnsThatAreReadWiderThanTheyWereWritten() {
    write(
        "narrow",
        table(
            9_000,
            "int(id) AS i",
            "int(id % 30) AS few",
            "smallint(id % 100) AS s",
            "float(id) AS f",
            "CAST(id AS DECIMAL(9,2)) AS d9",
            "CAST(id % 50 AS DECIMAL(9,2)) AS fewDecimals",
            "CAST(id AS DECIMAL(18,2)) AS d18",
            "date_add(DATE'2000-01-01', int(id)) AS date"));
    Dataset<Row> wide =
        spark()
            .read()
            .schema(
                """
                i BIGINT, few BIGINT, s DOUBLE, f DOUBLE, d9 DECIMAL(18,4),
                fewDecimals DECIMAL(12,2), d18 DECIMAL(38,5), date TIMESTAMP_NTZ, absent STRING\
                """)
            .parquet(source("narrow"));
    requireSameFiles(wide);
  }

  @Test
  void columnsWithDefaultsThatFilesDoNotHave() {
    write("old", table(3_000, "id"));
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add(withDefault("n", "INT", "42"))
            .add(withDefault("t", "STRING", "'text'"))
            .add(withDefault("d", "DECIMAL(30,2)", "CAST(1.5 AS DECIMAL(30,2))"))
            .add(withDefault("z", "BOOLEAN", "true"));
    requireSameFiles(spark().read().schema(schema).parquet(source("old")));
  }

  private static StructField withDefault(String name, String type, String value) {
    Metadata metadata =
        new MetadataBuilder()
            .putString("CURRENT_DEFAULT", value)
            .putString("EXISTS_DEFAULT", value)
            .build();
    return new StructField(
        name, StructType.fromDDL("x " + type).apply("x").dataType(), true, metadata);
  }

  @Test
  @FullEffort
  void chunksWhoseDictionaryIsGivenUp() {
    table(
            20_000,
            "IF(id < 6000, id % 10, id) AS n",
            "IF(id % 9 = 0, NULL, concat('text ', IF(id < 9000, id % 20, id))) AS t",
            "CAST(IF(id < 5000, id % 7, id) AS DECIMAL(30,1)) AS d",
            "array(IF(id < 4000, id % 6, id), NULL) AS a")
        .write()
        .option("parquet.dictionary.page.size", 2_000)
        .parquet(source("mixed"));
    requireSameFiles(scan("mixed"));
  }

  @ParameterizedTest
  @CsvSource({"INT96, LEGACY", "TIMESTAMP_MICROS, CORRECTED"})
  void ancientDatesAndTimestamps(String type, String mode) {
    spark().conf().set("spark.sql.session.timeZone", "America/Los_Angeles");
    spark().conf().set("spark.sql.parquet.outputTimestampType", type);
    setRebase("LEGACY");
    write(
        "ancient",
        table(
            3_000,
            "date_add(DATE'1582-10-15', CAST(id AS INT) - 1500) AS date",
            "timestamp_micros(-12219292800000000L + (id - 1500) * 7654321234) AS ts",
            "array(DATE'1500-02-28', NULL, date_add(DATE'1500-02-28', CAST(id AS INT))) AS dates"));
    setRebase(mode);
    requireSameFiles(scan("ancient"));
  }

  private void setRebase(String mode) {
    spark().conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", mode);
    spark().conf().set("spark.sql.parquet.int96RebaseModeInWrite", mode);
  }

  @Test
  void typesThatFewKnow() {
    spark().conf().set("spark.sql.variant.writeShredding.enabled", false);
    // Else Spark reads them as fields of structs, which it then computes columns of.
    spark().conf().set("spark.sql.variant.pushVariantIntoScan", false);
    write(
        "rare",
        table(
            3_000,
            "parse_json(concat('{\"a\":', id, '}')) AS v",
            "array(parse_json(concat('[', id, ']'))) AS vs",
            "make_ym_interval(1, int(id % 9)) AS months",
            "make_dt_interval(int(id % 5), 2, 3, 4.5) AS time",
            "CAST(id AS STRING) COLLATE UTF8_LCASE AS collated",
            "tinyint(id % 9) AS tiny",
            "id % 2 = 0 AS flag",
            "CAST(timestamp_seconds(id) AS TIMESTAMP_NTZ) AS ntz"));
    requireSameFiles(scan("rare"));
  }

  @Test
  @SinceSpark(value = "4.1", because = "TIME")
  void timesOfDay() {
    spark().conf().set("spark.sql.timeType.enabled", true);
    write("times", table(3_000, "make_time(int(id % 24), 59, 1.234567BD) AS t"));
    requireSameFiles(scan("times"));
  }

  @Test
  void filesOfOrc() {
    spark().conf().set("spark.sql.orc.enableNestedColumnVectorizedReader", true);
    Stream<String> flat =
        Stream.of(
            "concat('text ', id % 50) AS few",
            "CAST(id AS DECIMAL(9,2)) AS d9",
            "IF(id % 2 = 0, NULL, CAST(id AS DECIMAL(38,2))) AS d38",
            "date_add(DATE'2000-01-01', int(id)) AS date",
            "IF(id % 3 = 0, NULL, timestamp_seconds(id)) AS ts",
            "id % 2 = 0 AS flag");
    String[] columns = Stream.concat(Stream.of(NESTED), flat).toArray(String[]::new);
    table(5_000, columns).write().orc(source("orc"));
    requireSameFiles(spark().read().orc(source("orc")));
  }
}
