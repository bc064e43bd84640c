package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkArrowSchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean | Bool",
        "byte | Int(8, true)",
        "short | Int(16, true)",
        "int | Int(32, true)",
        "bigint | Int(64, true)",
        "float | FloatingPoint(SINGLE)",
        "double | FloatingPoint(DOUBLE)",
        "decimal(9,2) | Decimal(9, 2, 128)",
        "decimal(38,38) | Decimal(38, 38, 128)",
        "string | Utf8",
        "string collate UNICODE_CI | Utf8",
        "varchar(10) | Utf8",
        "char(10) | Utf8",
        "binary | Binary",
        "date | Date(DAY)",
        "timestamp | Timestamp(MICROSECOND, UTC)",
        "timestamp_ntz | Timestamp(MICROSECOND, null)"
      })
  void everySupportedTypeHasItsArrowType(String spark, String arrow) {
    Field field = SparkArrowSchema.of(StructType.fromDDL("a " + spark)).findField("a");

    assertThat(field.getType()).hasToString(arrow);
  }

  @Test
  void namesOrderAndNullabilityAreKept() {
    StructType schema =
        new StructType()
            .add("B", DataTypes.IntegerType, false)
            .add("a.b", DataTypes.StringType, true);

    assertThat(SparkArrowSchema.of(schema).getFields())
        .containsExactly(
            Field.notNullable("B", new ArrowType.Int(32, true)),
            Field.nullable("a.b", ArrowType.Utf8.INSTANCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "array<int>",
        "map<string,int>",
        "struct<x:int>",
        "interval",
        "interval day to second",
        "interval year to month",
        "void",
        "variant"
      })
  void anyOtherTypeIsRefusedNamingColumnAndType(String type) {
    StructType schema = new StructType().add("a`b", DataType.fromDDL(type));

    assertThatThrownBy(() -> SparkArrowSchema.of(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Cannot write column `a``b`: type "
                + type
                + " is not supported yet by parquet-ext; leave the column out or cast it");
  }
}
