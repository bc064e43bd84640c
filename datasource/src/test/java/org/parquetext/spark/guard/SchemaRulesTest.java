package org.parquetext.spark.guard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.conf.WriteColumns;

/** The driver's checks of a schema decide as those of the built-in writer do. */
@ExtendWith(LocalSpark.class)
class SchemaRulesTest {

  private SparkSession spark;
  private Path directory;

  @BeforeEach
  void prepare(SparkSession session, @TempDir Path temporary) {
    spark = session;
    directory = temporary;
  }

  private void check(StructType schema) {
    new SchemaRules(spark).check(schema, List.of("P"));
  }

  private void saveBuiltIn(StructType schema) {
    spark
        .createDataFrame(List.of(), schema)
        .coalesce(1)
        .write()
        .format("parquet")
        .save(directory.resolve("builtIn").toString());
  }

  private void assertSameRefusal(StructType schema, String reason) {
    assertThatThrownBy(() -> saveBuiltIn(schema)).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> check(schema)).hasMessageContaining(reason);
  }

  private void assertBothAccept(StructType schema) {
    assertThatCode(() -> saveBuiltIn(schema)).doesNotThrowAnyException();
    assertThatCode(() -> check(schema)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c time(3) | spark.sql.timeType.enabled | TIME is switched off",
        "c array<time(6)> | spark.sql.timeType.enabled | TIME is switched off",
        "c geometry(4326) | spark.sql.geospatial.enabled | geospatial types are switched off",
        "c map<int, geography(4326)> | spark.sql.geospatial.enabled | geospatial types are"
      })
  void typesThatTheSessionHasSwitchedOff(String column, String key, String reason) {
    spark.conf().set(key, "true");
    StructType schema = StructType.fromDDL(column);
    assertBothAccept(schema);
    spark.conf().set(key, "false");
    assertSameRefusal(schema, reason);
    assertThatThrownBy(() -> check(schema))
        .hasMessageStartingWith("Cannot write column `c` of type ")
        .hasMessageContaining("Set " + key + " to true");
    spark.conf().unset(key);
  }

  @Test
  void partitionColumnsAreNotInTheFiles() {
    spark.conf().set("spark.sql.timeType.enabled", "false");
    assertThatCode(() -> check(StructType.fromDDL("id int, p time(6)"))).doesNotThrowAnyException();
  }

  @Test
  void timestampsAreNoTimes() {
    spark.conf().set("spark.sql.timeType.enabled", "false");
    assertBothAccept(StructType.fromDDL("a timestamp, b timestamp_ntz"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void structsWithoutFields(String allowed) {
    spark.conf().set("spark.sql.legacy.allowEmptySchemaWrite", allowed);
    StructType nothing = new StructType();
    assertSameRefusal(new StructType().add("id", "int").add("s", nothing), "struct without fields");
    assertThatThrownBy(() -> saveBuiltIn(nothing)).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> WriteColumns.of(nothing, List.of(), false))
        .hasMessageContaining("without columns");
  }

  @Test
  void collatedKeysOfMaps() {
    StructType schema = StructType.fromDDL("m struct<n: map<string collate UTF8_LCASE, int>>");
    assertSameRefusal(schema, "COLLATIONS_IN_MAP_KEYS");
    spark.conf().set("spark.sql.collation.allowInMapKeys", "true");
    assertBothAccept(schema);
  }
}
