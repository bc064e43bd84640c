package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "timestamp_ntz | Timestamp(MICROSECOND, null)",
        "time(6) | Time(NANOSECOND, 64)",
        "interval year to month | Int(32, true)",
        "interval month | Int(32, true)",
        "interval day to second | Duration(MICROSECOND)",
        "interval hour | Duration(MICROSECOND)",
        "void | Bool",
        "geometry(4326) | Binary",
        "geography(4326) | Binary",
        "variant | Struct",
        "struct<x:int> | Struct",
        "array<int> | List",
        "map<string,int> | Map(false)"
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

  @Test
  void childrenKeepTheirNullability() {
    StructType schema =
        new StructType()
            .add("a", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add("m", DataTypes.createMapType(DataTypes.LongType, DataTypes.StringType, true))
            .add("s", new StructType().add("x", DataTypes.DateType, false))
            .add("v", DataTypes.VariantType, false);

    assertThat(SparkArrowSchema.of(schema).getFields())
        .extracting(Field::toString)
        .containsExactly(
            "a: List<element: Int(32, true) not null> not null",
            "m: Map(false)<key_value: Struct<key: Int(64, true) not null, value: Utf8> not null>",
            "s: Struct<x: Date(DAY) not null>",
            "v: Struct<value: Binary not null, metadata: Binary not null> not null");
  }

  @Test
  void aUserDefinedTypeIsWhatItIsStoredAs() {
    StructType schema = new StructType().add("p", new PointType());

    assertThat(SparkArrowSchema.of(schema).getFields())
        .extracting(Field::toString)
        .containsExactly("p: List<element: FloatingPoint(DOUBLE) not null>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "interval | `a``b`",
        "array<interval> | `a``b.element`",
        "map<int,interval> | `a``b.value`",
        "struct<x:int,y:struct<z:interval>> | `a``b.y.z`"
      })
  void whatTheBuiltInWriterRefusesIsRefusedNamingPathAndType(String type, String path) {
    StructType schema = new StructType().add("a`b", DataType.fromDDL(type));

    assertThat(new ParquetFileFormat().supportDataType(DataType.fromDDL(type))).isFalse();
    assertThatThrownBy(() -> SparkArrowSchema.of(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot write column "
                + path
                + ": type interval is not supported by Spark's Parquet files;"
                + " leave it out or cast it to another type");
  }

  @Test
  void aGeometryOfMixedReferenceSystemsIsRefusedAsByTheBuiltInWriter() {
    StructType schema = new StructType().add("g", DataType.fromDDL("geometry(any)"));

    assertThat(new ParquetFileFormat().supportDataType(DataType.fromDDL("geometry(any)")))
        .isFalse();
    assertThatThrownBy(() -> SparkArrowSchema.of(schema))
        .hasMessageStartingWith("Cannot write column `g`: type geometry(any) is not supported");
  }

  @Test
  void aStructWithoutFieldsIsRefused() {
    StructType schema =
        new StructType().add("a", DataTypes.createArrayType(new StructType(), true));

    assertThatThrownBy(() -> SparkArrowSchema.of(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot write column `a.element`: Parquet has no struct without");
  }
}
