package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;

/** Partition values and paths in the log, against those of Delta's own writer. */
class PartitionsTest extends DeltaTest {

  private static final List<String> VALUES =
      List.of(
          "cast(null as string)",
          "case id when 0 then 'a:b' when 1 then 'a%3Ab' when 2 then 'a b' when 3 then '' when 4 then"
              + " null when 5 then 'ü/=#?&' else '__HIVE' end",
          "date_add(date'1969-12-30', cast(id as int))",
          "timestamp'2026-03-29 01:59:59.123456' + make_interval(0, 0, 0, cast(id as int))",
          "cast(timestamp'1960-03-29 01:59:59' as timestamp_ntz) + make_interval(0, 0, 0, cast(id as"
              + " int))",
          "cast(id as decimal(20, 10)) / 10000000",
          "cast(id as double) / 3",
          "id % 2 = 0",
          "cast(concat('b', id) as binary)",
          "cast(id as byte)");

  /** All together; with {@code -Pfull} also each alone. */
  static Stream<List<String>> values() {
    return Stream.concat(Stream.of(VALUES), VALUES.stream().map(List::of))
        .limit(TestEffort.of(1, VALUES.size() + 1));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreThoseOfDeltasOwnWriter(List<String> expressions) {
    Dataset<Row> rows = spark.range(0, 6, 1, 1).toDF();
    String[] partitions = new String[expressions.size()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = "p" + i;
      rows = rows.withColumn(partitions[i], functions.expr(expressions.get(i)));
    }
    writer(rows, SaveMode.Append).partitionBy(partitions).save(table);
    String other = directory.resolve("other").toString();
    rows.write().format("delta").partitionBy(partitions).save(other);
    assertThat(ids()).containsExactly(numbers(0, 6));
    Dataset<Row> expected = spark.read().format("delta").load(other);
    assertThat(read().exceptAll(expected).count()).isZero();
    assertThat(files().stream().map(PartitionsTest::partitionValues).distinct().sorted().toList())
        .isEqualTo(
            Arrays.stream(
                    (AddFile[])
                        org.apache.spark.sql.delta.DeltaLog.forTable(spark, other)
                            .update(false, scala.Option.empty(), scala.Option.empty())
                            .allFiles()
                            .collect())
                .map(PartitionsTest::partitionValues)
                .distinct()
                .sorted()
                .toList());
    KernelReader.assertReadsTheSameAs(read(), table);
  }

  @Test
  void timestampsKeepTheirMicrosecondsWhateverThePolicyForPatterns() {
    spark.conf().set("spark.sql.legacy.timeParserPolicy", "LEGACY");
    try {
      Dataset<Row> rows =
          spark.sql(
              "select 0L as id, timestamp'2026-03-29 12:00:00.123456Z' as p union all"
                  + " select 1L, timestamp'1500-03-01 00:00:00.000001Z'");
      writer(rows, SaveMode.Append).partitionBy("p").save(table);
      assertThat(files().stream().map(PartitionsTest::partitionValues).toList())
          .containsExactlyInAnyOrder(
              "{p=2026-03-29T12:00:00.123456Z}", "{p=1500-03-01T00:00:00.000001Z}");
      assertThat(read().exceptAll(rows).count()).isZero();
    } finally {
      spark.conf().unset("spark.sql.legacy.timeParserPolicy");
    }
  }

  private static String partitionValues(AddFile file) {
    return new TreeMap<>(CollectionConverters.asJava(file.partitionValues())).toString();
  }

  @Test
  void partitionColumnsAreInTheFilesUnlessTheTableSaysOtherwise() {
    writer(rows(0, 3), SaveMode.Append).partitionBy("part").save(table);
    assertThat(columnsOfFiles()).containsExactly("id", "text", "part");
    sql("ALTER TABLE @t SET TBLPROPERTIES ('delta.writePartitionColumnsToParquet' = 'false')");
    writer(rows(0, 3), SaveMode.Overwrite).save(table);
    assertThat(columnsOfFiles()).containsExactly("id", "text");
    assertThat(ids()).containsExactly(numbers(0, 3));
  }

  static Stream<String> names() {
    return Stream.of("a b", "a.b", "a,b;c", "event-date", "ü=%", "select", "1st", "Mixed Case")
        .limit(TestEffort.of(1, 8));
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesOfPartitionColumnsAreWhatDeltasOwnWriterTakes(String name) {
    String quoted = "`" + name + "`";
    Dataset<Row> rows = spark.range(0, 4, 1, 1).selectExpr("id", "id % 2 as " + quoted);
    String other = directory.resolve("other").toString();
    for (String mode : List.of("none", "name")) {
      String property = "delta.columnMapping.mode";
      String reason =
          reason(
              () ->
                  rows.write()
                      .format("delta")
                      .option(property, mode)
                      .partitionBy(name)
                      .save(other + mode));
      assertThat(
              reason(
                  () ->
                      writer(rows, SaveMode.ErrorIfExists)
                          .option(property, mode)
                          .partitionBy(name)
                          .save(table + mode)))
          .as(mode)
          .isEqualTo(reason);
      if (reason.isEmpty()) {
        writer(rows.where("id = 3"), SaveMode.Overwrite)
            .option("replaceWhere", quoted + " = 1")
            .partitionBy(name)
            .save(table + mode);
      }
    }
    assertThat(spark.read().format("delta").load(table + "name").orderBy("id").collectAsList())
        .extracting(row -> row.getLong(0) + " in " + row.getLong(1))
        .containsExactly("0 in 0", "2 in 0", "3 in 1");
  }

  /** The class of the error, or nothing where there is none. */
  private static String reason(Runnable write) {
    try {
      write.run();
      return "";
    } catch (Exception e) {
      return e instanceof SparkThrowable known ? known.getCondition() : e.getClass().getName();
    }
  }

  private String[] columnsOfFiles() {
    String file = new Path(table, files().get(0).path()).toString();
    return spark.read().parquet(file).schema().fieldNames();
  }
}
