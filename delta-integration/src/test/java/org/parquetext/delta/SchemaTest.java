package org.parquetext.delta;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the columns of the rows and those of a table go together. */
class SchemaTest extends DeltaTest {

  private static final String AUTO_MERGE = "spark.databricks.delta.schema.autoMerge.enabled";

  @Test
  void aNewColumnNeedsMergeSchema() {
    append(rows(0, 2));
    assertThatThrownBy(() -> append(rows(2, 4).withColumn("more", lit(1))))
        .hasMessageContaining("has not the columns [more]")
        .hasMessageContaining("mergeSchema=true");
    writer(rows(2, 4).withColumn("more", lit(1)), SaveMode.Append)
        .option("mergeSchema", "true")
        .save(table);
    assertThat(read().where("more is null").count()).isEqualTo(2);
    assertThat(read().where("more = 1").count()).isEqualTo(2);
  }

  @Test
  void aSessionThatMergesSchemasAddsColumns() {
    String plain = table + "-of-files";
    append(rows(0, 2));
    spark.conf().set(AUTO_MERGE, true);
    try {
      append(rows(2, 4).withColumn("more", lit(1)));
      rows(0, 3).write().format("parquet-ext").save(plain);
    } finally {
      spark.conf().unset(AUTO_MERGE);
    }
    assertThat(read().where("more is null").count()).isEqualTo(2);
    assertThat(read().where("more = 1").count()).isEqualTo(2);
    assertThat(spark.read().parquet(plain).count()).isEqualTo(3);
  }

  @Test
  void aMissingColumnIsNull() {
    append(rows(0, 2));
    append(rows(2, 4).select("id"));
    assertThat(ids()).containsExactly(numbers(0, 4));
    assertThat(read().where("text is null").count()).isEqualTo(2);
  }

  @Test
  void anotherTypeIsRefusedWithAndWithoutMergeSchema() {
    append(rows(0, 2));
    assertThatThrownBy(() -> append(rows(2, 4).withColumn("part", expr("cast(part as string)"))))
        .hasMessageContaining("part");
    assertThatThrownBy(
            () ->
                writer(rows(2, 4).withColumn("part", expr("cast(part as string)")), SaveMode.Append)
                    .option("mergeSchema", "true")
                    .save(table))
        .hasMessageContaining("part");
    assertThat(ids()).containsExactly(numbers(0, 2));
    assertNoOrphans();
  }

  @Test
  void narrowerIntegersFit() {
    append(rows(0, 2));
    append(rows(2, 4).withColumn("part", expr("cast(7 as byte)")));
    assertThat(read().where("part = 7").count()).isEqualTo(2);
    assertThat(read().schema().apply("part").dataType().typeName()).isEqualTo("integer");
  }

  @Test
  void namesAreFoundInAnyCaseAndWrittenInTheTables() {
    writer(rows(0, 3), SaveMode.Append).partitionBy("part").save(table);
    writer(rows(3, 6).selectExpr("PART as Part", "ID as iD", "text as TEXT"), SaveMode.Append)
        .partitionBy("PART")
        .save(table);
    assertThat(ids()).containsExactly(numbers(0, 6));
    assertThat(read().where("part = 1").count()).isEqualTo(2);
    assertThat(files())
        .allSatisfy(file -> assertThat(file.partitionValues().contains("part")).isTrue());
  }

  @Test
  void nestedNamesAreTheTablesToo() {
    append(spark.sql("select 1L as id, named_struct('Inner', 1, 'other', 2) as Outer"));
    append(spark.sql("select 2L as ID, named_struct('OTHER', 4, 'inner', 3) as OUTER"));
    assertThat(
            spark
                .read()
                .parquet(dataFiles().stream().map(Object::toString).toArray(String[]::new))
                .schema()
                .fieldNames())
        .containsExactly("id", "Outer");
    assertThat(read().orderBy("id").select("Outer.Inner", "Outer.other").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[1,2]", "[3,4]");
  }

  @Test
  void overwriteSchemaReplacesColumnsAndPartitions() {
    append(rows(0, 3));
    assertThatThrownBy(() -> writer(rows(0, 3), SaveMode.Overwrite).partitionBy("part").save(table))
        .hasMessageContaining("overwriteSchema=true");
    writer(rows(7, 9).selectExpr("cast(id as string) as id", "part"), SaveMode.Overwrite)
        .partitionBy("part")
        .option("overwriteSchema", "true")
        .save(table);
    assertThat(read().schema().simpleString()).isEqualTo("struct<id:string,part:int>");
    assertThat(files()).allSatisfy(file -> assertThat(file.partitionValues().size()).isOne());
    assertThat(read().count()).isEqualTo(2);
  }

  @Test
  void columnMappingByNameIsKept() {
    assertColumnMappingIsKept("name");
  }

  @Test
  @FullEffort
  void columnMappingByIdIsKept() {
    assertColumnMappingIsKept("id");
  }

  private void assertColumnMappingIsKept(String mode) {
    writer(rows(0, 3).withColumn("s", expr("named_struct('x', id)")), SaveMode.Append)
        .partitionBy("part")
        .option("delta.columnMapping.mode", mode)
        .save(table);
    sql("ALTER TABLE @t RENAME COLUMN text TO words");
    sql("ALTER TABLE @t RENAME COLUMN s.x TO y");
    append(
        rows(3, 6)
            .withColumn("s", expr("named_struct('y', id)"))
            .withColumnRenamed("text", "words"));
    assertThat(ids()).containsExactly(numbers(0, 6));
    assertThat(read().where("words = concat('row ', id) and s.y = id").count()).isEqualTo(6);
    assertThat(read().where("part = id % 3").count()).isEqualTo(6);
    sql("ALTER TABLE @t DROP COLUMN words");
    append(rows(6, 9).select("id", "part"));
    assertThat(ids()).containsExactly(numbers(0, 9));
    KernelReader.assertReadsTheSameAs(read(), table);
  }

  @Test
  void encodingOptionsNameMappedColumnsAsTheRowsDo() {
    writer(rows(0, 3), SaveMode.Append)
        .option("delta.columnMapping.mode", "name")
        .option("compression#text", "gzip")
        .save(table);
    assertThat(ids()).containsExactly(numbers(0, 3));
  }

  @Test
  void nullsAreRefusedWhereTheTableForbidsThem() {
    sql("CREATE TABLE @t (id long NOT NULL, s struct<x: int NOT NULL>) USING delta");
    append(spark.sql("select 1L as id, named_struct('x', 1) as s"));
    assertThatThrownBy(
            () -> append(spark.sql("select cast(null as long) as id, named_struct('x', 1) as s")))
        .hasStackTraceContaining("NOT NULL constraint violated for column: id");
    assertThatThrownBy(
            () -> append(spark.sql("select 1L as id, named_struct('x', cast(null as int)) as s")))
        .hasStackTraceContaining("NOT NULL constraint violated for column: s.x");
    assertThatThrownBy(() -> append(spark.sql("select named_struct('x', 1) as s")))
        .hasMessageContaining("id");
    assertThat(read().count()).isOne();
    assertNoOrphans();
  }

  @Test
  void constraintsHoldForRowsThatComeInBatches() {
    String source = directory.resolve("source").toString();
    spark.range(0, 1000, 1, 1).selectExpr("if(id = 700, null, id) as id").write().parquet(source);
    sql("CREATE TABLE @t (id long NOT NULL) USING delta");
    assertThatThrownBy(() -> append(spark.read().parquet(source)))
        .hasStackTraceContaining("NOT NULL constraint violated for column: id");
    append(spark.read().parquet(source).where("id is not null"));
    assertThat(read().count()).isEqualTo(999);
  }

  @Test
  void anEmptyTextInANotNullPartitionIsRefused() {
    sql("CREATE TABLE @t (id long, p string NOT NULL) USING delta PARTITIONED BY (p)");
    assertThatThrownBy(() -> append(spark.sql("select 1L as id, '' as p")))
        .hasStackTraceContaining("NOT NULL constraint violated for column: p");
  }

  @Test
  void checkConstraintsAndVarcharLengthsHold() {
    sql("CREATE TABLE @t (id long, v varchar(3)) USING delta");
    sql("ALTER TABLE @t ADD CONSTRAINT positive CHECK (id > 0)");
    append(spark.sql("select 1L as id, 'abc' as v"));
    assertThatThrownBy(() -> append(spark.sql("select -1L as id, 'abc' as v")))
        .hasStackTraceContaining("positive");
    assertThatThrownBy(() -> append(spark.sql("select 1L as id, 'abcd' as v")))
        .hasStackTraceContaining("varchar");
    assertThat(read().count()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "delta.columnMapping.mode, name, delta.minReaderVersion, 2, delta.minWriterVersion, 5",
    "delta.feature.deletionVectors, supported, delta.enablechangedatafeed, true,"
        + " delta.appendOnly, false",
    "delta.feature.deletionVectors, Enabled, delta.ignoreProtocolDefaults, true,"
        + " delta.appendOnly, false"
  })
  void aWriteMayAskAgainForWhatTheTableWasMadeWith(
      String first, String one, String second, String two, String third, String three) {
    for (int write = 0; write < 2; write++) {
      writer(rows(10L * write, 10L * write + 10), SaveMode.Append)
          .option(first, one)
          .option(second, two)
          .option(third, three)
          .save(table);
    }
    assertThat(ids()).containsExactly(numbers(0, 20));
    assertThatThrownBy(
            () ->
                writer(rows(0, 10), SaveMode.Append)
                    .option("delta.feature.clustering", "supported")
                    .save(table))
        .hasMessageContaining("does not change its property `delta.feature.clustering`");
  }
}
