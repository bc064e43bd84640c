package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.random.PointType;

/** Columns that cannot be written are refused before anything is. */
class ColumnsTest extends FailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "make_interval(1) | `odd`",
        "array(make_interval(1)) | `odd.element`",
        "named_struct('x', map(1, make_interval(1))) | `odd.x.value`"
      })
  void typesThatAreNotSupportedAreNamed(String expression, String path) {
    assertThatThrownBy(() -> save(table(1, "id", expression + " AS odd")))
        .hasMessageContaining(path)
        .hasMessageContaining("interval");
    requireNoFiles();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TIME'12:34:56' | spark.sql.timeType.enabled | Set spark.sql.timeType.enabled to true",
        """
        array(st_geogfromwkb(unhex('000000000140140000000000004018000000000000'))) \
        | spark.sql.geospatial.enabled | Set spark.sql.geospatial.enabled to true\
        """,
        """
        map(CAST('a' AS STRING COLLATE UTF8_LCASE), 1) \
        | spark.sql.collation.allowInMapKeys | COLLATIONS_IN_MAP_KEYS\
        """
      })
  void typesThatTheSessionHasSwitchedOffAreRefused(String expression, String key, String reason) {
    spark().conf().set(key, true);
    Dataset<Row> rows = table(1, expression + " AS odd");
    spark().conf().set(key, false);
    assertThatThrownBy(() -> save(rows)).hasMessageContaining(reason);
    requireNoFiles();

    spark().conf().set(key, true);
    save(rows);
  }

  static Stream<Arguments> listsOfUserDefinedTypes() {
    DataType list = DataTypes.createArrayType(new PointType(), false);
    return Stream.of(
        Arguments.of(list, "`odd`"),
        Arguments.of(new StructType().add("x", list), "`odd.x`"),
        Arguments.of(DataTypes.createArrayType(list, true), "`odd.element`"),
        Arguments.of(DataTypes.createMapType(DataTypes.StringType, list), "`odd.value`"));
  }

  @ParameterizedTest
  @MethodSource("listsOfUserDefinedTypes")
  void listsThatTheLegacyFormatDoesNotHaveAreNamed(DataType type, String path) {
    Dataset<Row> rows = spark().createDataFrame(List.<Row>of(), new StructType().add("odd", type));
    spark().conf().set("spark.sql.parquet.writeLegacyFormat", true);
    assertThatThrownBy(() -> save(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column " + path)
        .hasMessageContaining("`spark.sql.parquet.writeLegacyFormat` = `true`")
        .hasMessageContaining("nullable");
    requireNoFiles();

    spark().conf().set("spark.sql.parquet.writeLegacyFormat", false);
    save(rows);
  }

  @Test
  void duplicateNamesAreNamed() {
    assertThatThrownBy(() -> save(table(1, "id AS twice", "id AS twice")))
        .hasMessageContaining("`twice`");
    requireNoFiles();
  }

  @Test
  void namesThatDifferInCaseOnlyAreDuplicates() {
    assertThatThrownBy(() -> save(table(1, "id AS twice", "id AS TWICE")))
        .hasMessageContaining("`twice`");
    requireNoFiles();
  }

  @Test
  void namesThatDifferInCaseOnlyAreWrittenWhereCaseMatters() {
    spark().conf().set("spark.sql.caseSensitive", true);
    save(table(1, "id AS twice", "id AS TWICE"));
  }

  @Test
  void anEmptyNameIsRefused() {
    StructType schema = new StructType().add("id", "long").add("", "long");
    List<Row> rows = List.of(RowFactory.create(1L, 2L));
    assertThatThrownBy(() -> save(spark().createDataFrame(rows, schema)))
        .hasMessageContaining("column 2")
        .hasMessageContaining("empty");
    requireNoFiles();
  }

  @Test
  void atLeastOneColumnIsNeeded() {
    assertThatThrownBy(() -> save(table(1, "id").drop("id"))).hasMessageContaining("columns");
    requireNoFiles();
  }

  @Test
  void aMissingPartitionColumnIsNamed() {
    assertThatThrownBy(() -> partitionBy("absent")).hasMessageContaining("absent");
    requireNoFiles();
  }

  @Test
  void aColumnMustRemainForTheFiles() {
    assertThatThrownBy(() -> partitionBy("id", "p"))
        .hasMessageContaining("ALL_PARTITION_COLUMNS_NOT_ALLOWED");
    requireNoFiles();
  }

  @Test
  void aPartitionColumnIsNamedOnce() {
    assertThatThrownBy(() -> partitionBy("p", "p")).hasMessageContaining("`p`");
    requireNoFiles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"array(1)", "named_struct('a', 1)", "map(1, 2)"})
  void partitionColumnsAreAtomic(String expression) {
    assertThatThrownBy(
            () ->
                table(1, "id", expression + " AS p")
                    .write()
                    .format(FormatUnderTest.NAME)
                    .partitionBy("p")
                    .save(table().toString()))
        .hasMessageContaining("p");
    requireNoFiles();
  }

  @Test
  void aNullInARequiredColumnNamesColumnAndRow() {
    StructType schema = new StructType().add("id", DataTypes.LongType, false);
    assertThatThrownBy(
            () ->
                save(
                    spark()
                        .createDataFrame(
                            table(2_000, "IF(id = 1234, NULL, id) AS id").javaRDD(), schema)))
        .hasStackTraceContaining("id");
    requireNoFiles();
  }

  private void partitionBy(String... columns) {
    table(4, "id", "id % 2 AS p")
        .write()
        .format(FormatUnderTest.NAME)
        .partitionBy(columns)
        .save(table().toString());
  }
}
