package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** A Delta table of a test, in the one session of this JVM that is set up for Delta. */
abstract class DeltaTest {

  static SparkSession spark;

  @TempDir Path directory;

  String table;

  @BeforeAll
  static void start() {
    spark = DeltaSession.shared();
  }

  @BeforeEach
  void nameTable() {
    table = directory.resolve("table").toString();
  }

  @AfterEach
  void forgetTables() {
    spark.catalog().clearCache();
    DeltaLog.clearCache();
  }

  /** Rows {@code id, text, part} of numbers. */
  static Dataset<Row> rows(long from, long to) {
    return spark
        .range(from, to, 1, 2)
        .selectExpr("id", "concat('row ', id) as text", "cast(id % 3 as int) as part");
  }

  static DataFrameWriter<Row> writer(Dataset<Row> rows, SaveMode mode) {
    return rows.write().format("parquet-ext").option("commitProtocol", "delta").mode(mode);
  }

  void append(Dataset<Row> rows) {
    writer(rows, SaveMode.Append).save(table);
  }

  Dataset<Row> read() {
    return spark.read().format("delta").load(table);
  }

  Dataset<Row> sql(String text) {
    return spark.sql(text.replace("@t", "delta.`" + table + "`"));
  }

  /** The numbers in the column {@code id}, in order. */
  List<Long> ids() {
    return read().orderBy("id").collectAsList().stream().map(row -> row.<Long>getAs("id")).toList();
  }

  static Long[] numbers(long from, long to) {
    return java.util.stream.LongStream.range(from, to).boxed().toArray(Long[]::new);
  }

  DeltaLog log() {
    return DeltaLog.forTable(spark, table);
  }

  List<AddFile> files() {
    return Arrays.asList(
        (AddFile[])
            log().update(false, scala.Option.empty(), scala.Option.empty()).allFiles().collect());
  }

  long version() {
    return log().update(false, scala.Option.empty(), scala.Option.empty()).version();
  }

  Row lastCommit() {
    return sql("DESCRIBE HISTORY @t LIMIT 1").first();
  }

  static java.util.Map<String, String> map(Row row, String column) {
    return CollectionConverters.asJava(row.<scala.collection.Map<String, String>>getAs(column));
  }

  /** Data files below the table's directory, whether the log knows of them or not. */
  List<File> dataFiles() {
    return DataFiles.below(new File(table));
  }

  /** Every file of data there is belongs to the table as it is now. */
  void assertNoOrphans() {
    assertThat(dataFiles()).hasSize(files().size());
  }
}
