package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before any row is written, and what the refusal says. */
class RefusalsTest extends DeltaTest {

  private void assertRefused(String what) {
    long version = version();
    assertThatThrownBy(
            () ->
                append(
                    spark
                        .range(3)
                        .selectExpr("id", "cast(raise_error('the query ran') as string) as text")))
        .hasMessageContaining("Cannot write to the Delta table")
        .hasMessageContaining(table)
        .hasMessageContaining(what)
        .hasMessageContaining("format(\"delta\")");
    assertThat(version()).isEqualTo(version);
    assertThat(dataFiles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id long, text string, more long GENERATED ALWAYS AS (id + 1) | generated column `more`",
        "id long, text string, more long GENERATED ALWAYS AS IDENTITY | identity column `more`"
      })
  void columnsThatAskForMoreThanIsWritten(String columns, String what) {
    sql("CREATE TABLE @t (" + columns + ") USING delta");
    assertRefused(what);
  }

  @Test
  void aDefaultOfAColumnThatTheRowsDoNotHave() {
    sql(
        "CREATE TABLE @t (id long, text string, more int DEFAULT 3) USING delta TBLPROPERTIES"
            + " ('delta.feature.allowColumnDefaults' = 'supported')");
    assertRefused("default of column `more`");
    append(spark.sql("select 1L as id, 'a' as text, 4 as more"));
    assertThat(read().where("more = 4").count()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "delta.enableIcebergCompatV2 true delta.columnMapping.mode name, icebergCompatV2",
    "delta.randomizeFilePrefixes true, delta.randomizeFilePrefixes",
    "delta.parquet.format.version 2.12.0, delta.parquet.format.version"
  })
  void propertiesThatAskForOtherFiles(String properties, String what) {
    String[] words = properties.split(" ");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append("'%s' = '%s'".formatted(words[i], words[i + 1]));
    }
    sql("CREATE TABLE @t (id long, text string) USING delta TBLPROPERTIES (" + text + ")");
    assertRefused(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "array(named_struct('v', parse_json('1'), 's', collate('a', 'UNICODE')))",
        "map('k', array(named_struct('v', parse_json('1'), 's', collate('a', 'UNICODE'))))",
        "named_struct('v', parse_json('1'), 'm', map(1, collate('a', 'UNICODE_CI')))"
      })
  void collatedTextsBehindAVariant(String expression) {
    assertThatThrownBy(() -> append(spark.range(1).selectExpr("id", expression + " as c")))
        .message()
        .contains("UNICODE");
    assertThat(dataFiles()).isEmpty();
  }

  static Stream<DataType> userDefinedTypes() {
    return Stream.of(new HiddenVariant(), new HiddenTime(), new HiddenVariants());
  }

  @ParameterizedTest
  @MethodSource("userDefinedTypes")
  void typesWithinAUserDefinedType(DataType type) {
    StructType schema =
        new StructType().add("id", DataTypes.LongType).add("list", DataTypes.createArrayType(type));
    assertThatThrownBy(() -> append(spark.createDataFrame(List.<Row>of(), schema)))
        .hasMessageContaining("Cannot write to the Delta table file:" + table)
        .hasMessageContaining("of column `list`");
    assertThat(new java.io.File(table)).doesNotExist();
  }

  /** A type of a user that is stored as another one. */
  abstract static class Hidden extends UserDefinedType<Object> {

    private final DataType stored;

    Hidden(String stored) {
      this.stored = DataType.fromDDL(stored);
    }

    @Override
    public DataType sqlType() {
      return stored;
    }

    @Override
    public Object serialize(Object value) {
      return value;
    }

    @Override
    public Object deserialize(Object value) {
      return value;
    }

    @Override
    public Class<Object> userClass() {
      return Object.class;
    }
  }

  public static final class HiddenVariant extends Hidden {
    public HiddenVariant() {
      super("variant");
    }
  }

  public static final class HiddenVariants extends Hidden {
    public HiddenVariants() {
      super("array<struct<v: variant>>");
    }
  }

  public static final class HiddenTime extends Hidden {
    public HiddenTime() {
      super("timestamp_ntz");
    }
  }

  @Test
  void otherColumnsForAClusteredTable() {
    sql("CREATE TABLE @t (id long, text string) USING delta CLUSTER BY (text)");
    assertThatThrownBy(
            () ->
                writer(spark.range(3).toDF(), SaveMode.Overwrite)
                    .option("overwriteSchema", "true")
                    .save(table))
        .hasMessageContaining("it is clustered")
        .hasMessageContaining("format(\"delta\")");
    writer(rows(0, 3).drop("part"), SaveMode.Overwrite).save(table);
    assertThat(ids()).containsExactly(numbers(0, 3));
    assertThat(sql("DESCRIBE DETAIL @t").count()).isOne();
  }

  @Test
  void anOverwriteOfAnAppendOnlyTable() {
    writer(rows(0, 3), SaveMode.Append).option("delta.appendOnly", "true").save(table);
    append(rows(3, 6));
    assertThatThrownBy(() -> writer(rows(0, 1), SaveMode.Overwrite).save(table))
        .hasMessageContaining("delta.appendOnly");
    assertThat(ids()).containsExactly(numbers(0, 6));
  }

  @ParameterizedTest
  @CsvSource({
    "replaceOn, a = b",
    "replaceUsing, id",
    "dataChange, false",
    "optimizeWrite, true",
    "txnAppId, job",
    "delta.appendOnly, true",
    "sortingColumnz, id"
  })
  void optionsThatWouldBeIgnored(String key, String value) {
    append(rows(0, 3));
    assertThatThrownBy(
            () ->
                writer(rows(0, 1), SaveMode.Overwrite)
                    .option(key, value)
                    .option("unknownOptions", "fail")
                    .save(table))
        .hasMessageContaining(key);
    assertThat(ids()).containsExactly(numbers(0, 3));
  }

  @Test
  void aColumnWithoutAType() {
    assertThatThrownBy(() -> append(spark.sql("select 1L as id, null as text")))
        .hasMessageContaining("`text` is of type void");
  }

  @Test
  void aSessionThatIsNotSetUpForDelta() {
    String catalog = spark.conf().get("spark.sql.catalog.spark_catalog");
    spark.conf().unset("spark.sql.catalog.spark_catalog");
    try {
      assertThatThrownBy(() -> append(rows(0, 1)))
          .hasMessageContaining("spark.sql.catalog.spark_catalog")
          .hasMessageContaining("spark.sql.extensions")
          .hasMessageContaining("io.delta:delta-spark_2.13:4.4.0");
    } finally {
      spark.conf().set("spark.sql.catalog.spark_catalog", catalog);
    }
  }

  @Test
  void aReadAsPlainFiles() {
    append(rows(0, 3));
    assertThatThrownBy(
            () ->
                spark
                    .read()
                    .schema("id long")
                    .format("parquet-ext")
                    .option("commitProtocol", "delta")
                    .load(table)
                    .count())
        .hasMessageContaining("Use format(\"delta\")");
  }
}
