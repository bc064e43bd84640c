package org.parquetext.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaConverterTest {

  @ParameterizedTest
  @MethodSource("accepted")
  void convertsTheType(ArrowType type, String column) {
    assertThat(convert(Field.nullable("a", type))).isEqualTo(parse("optional " + column));
    assertThat(convert(Field.notNullable("a", type))).isEqualTo(parse("required " + column));
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of(new ArrowType.Bool(), "boolean a"),
        Arguments.of(new ArrowType.Int(8, true), "int32 a (INTEGER(8,true))"),
        Arguments.of(new ArrowType.Int(16, true), "int32 a (INTEGER(16,true))"),
        Arguments.of(new ArrowType.Int(32, true), "int32 a"),
        Arguments.of(new ArrowType.Int(64, true), "int64 a"),
        Arguments.of(new ArrowType.Int(8, false), "int32 a (INTEGER(8,false))"),
        Arguments.of(new ArrowType.Int(16, false), "int32 a (INTEGER(16,false))"),
        Arguments.of(new ArrowType.Int(32, false), "int32 a (INTEGER(32,false))"),
        Arguments.of(new ArrowType.Int(64, false), "int64 a (INTEGER(64,false))"),
        Arguments.of(floating(FloatingPointPrecision.HALF), "fixed_len_byte_array(2) a (FLOAT16)"),
        Arguments.of(floating(FloatingPointPrecision.SINGLE), "float a"),
        Arguments.of(floating(FloatingPointPrecision.DOUBLE), "double a"),
        Arguments.of(decimal(1, 0, 128), "int32 a (DECIMAL(1,0))"),
        Arguments.of(decimal(9, 9, 256), "int32 a (DECIMAL(9,9))"),
        Arguments.of(decimal(10, 2, 128), "int64 a (DECIMAL(10,2))"),
        Arguments.of(decimal(18, 2, 256), "int64 a (DECIMAL(18,2))"),
        Arguments.of(decimal(19, 2, 128), "fixed_len_byte_array(9) a (DECIMAL(19,2))"),
        Arguments.of(decimal(38, 38, 128), "fixed_len_byte_array(16) a (DECIMAL(38,38))"),
        Arguments.of(decimal(39, 0, 256), "fixed_len_byte_array(17) a (DECIMAL(39,0))"),
        Arguments.of(decimal(76, 0, 256), "fixed_len_byte_array(32) a (DECIMAL(76,0))"),
        Arguments.of(new ArrowType.Date(DateUnit.DAY), "int32 a (DATE)"),
        Arguments.of(new ArrowType.Date(DateUnit.MILLISECOND), "int32 a (DATE)"),
        Arguments.of(new ArrowType.Time(TimeUnit.SECOND, 32), "int32 a (TIME(MILLIS,false))"),
        Arguments.of(new ArrowType.Time(TimeUnit.MILLISECOND, 32), "int32 a (TIME(MILLIS,false))"),
        Arguments.of(new ArrowType.Time(TimeUnit.MICROSECOND, 64), "int64 a (TIME(MICROS,false))"),
        Arguments.of(new ArrowType.Time(TimeUnit.NANOSECOND, 64), "int64 a (TIME(NANOS,false))"),
        Arguments.of(timestamp(TimeUnit.SECOND, null), "int64 a (TIMESTAMP(MILLIS,false))"),
        Arguments.of(timestamp(TimeUnit.MILLISECOND, null), "int64 a (TIMESTAMP(MILLIS,false))"),
        Arguments.of(timestamp(TimeUnit.MICROSECOND, "UTC"), "int64 a (TIMESTAMP(MICROS,true))"),
        Arguments.of(timestamp(TimeUnit.NANOSECOND, "CET"), "int64 a (TIMESTAMP(NANOS,true))"),
        Arguments.of(new ArrowType.Duration(TimeUnit.SECOND), "int64 a"),
        Arguments.of(new ArrowType.Utf8(), "binary a (STRING)"),
        Arguments.of(new ArrowType.LargeUtf8(), "binary a (STRING)"),
        Arguments.of(new ArrowType.Utf8View(), "binary a (STRING)"),
        Arguments.of(new ArrowType.Binary(), "binary a"),
        Arguments.of(new ArrowType.LargeBinary(), "binary a"),
        Arguments.of(new ArrowType.BinaryView(), "binary a"),
        Arguments.of(new ArrowType.FixedSizeBinary(7), "fixed_len_byte_array(7) a"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesTheTypeNamingFieldAndType(ArrowType type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> convert(Field.nullable("a", type)))
        .withMessageStartingWith("Cannot write column `a` of Arrow type " + type + ": ");
  }

  static Stream<ArrowType> refused() {
    return Stream.of(
        new ArrowType.Null(),
        new ArrowType.Struct(),
        new ArrowType.List(),
        new ArrowType.LargeList(),
        new ArrowType.ListView(),
        new ArrowType.LargeListView(),
        new ArrowType.FixedSizeList(3),
        new ArrowType.Map(false),
        new ArrowType.Union(UnionMode.Dense, new int[0]),
        new ArrowType.Union(UnionMode.Sparse, new int[0]),
        new ArrowType.RunEndEncoded(),
        new ArrowType.Interval(IntervalUnit.YEAR_MONTH),
        new ArrowType.Interval(IntervalUnit.DAY_TIME),
        new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO),
        new OpaqueType(new ArrowType.Int(32, true), "money", "elsewhere"),
        new ArrowType.Int(24, true),
        new ArrowType.FixedSizeBinary(0),
        decimal(9, 2, 32),
        decimal(0, 0, 128),
        decimal(39, 2, 128),
        decimal(77, 2, 256),
        decimal(5, -1, 128),
        decimal(5, 6, 128));
  }

  @Test
  void everyArrowTypeIsDecidedHere() {
    List<ArrowType.ArrowTypeID> decided =
        Stream.concat(accepted().map(row -> (ArrowType) row.get()[0]), refused())
            .map(ArrowType::getTypeID)
            .distinct()
            .toList();

    assertThat(decided)
        .contains(
            Stream.of(ArrowType.ArrowTypeID.values())
                .filter(id -> id != ArrowType.ArrowTypeID.NONE)
                .toArray(ArrowType.ArrowTypeID[]::new));
  }

  @Test
  void refusesDictionaryEncodedFields() {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(32, true));
    FieldType type = new FieldType(true, new ArrowType.Utf8(), encoding);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> convert(new Field("a", type, null)))
        .withMessageContaining("`a` of Arrow type Utf8: dictionary-encoded");
  }

  @Test
  void convertsStructsToGroups() {
    Field struct =
        new Field(
            "a",
            FieldType.notNullable(new ArrowType.Struct()),
            List.of(
                Field.nullable("b", new ArrowType.Utf8()),
                Field.notNullable("c", new ArrowType.Bool())));

    assertThat(convert(struct))
        .isEqualTo(parse("required group a { optional binary b (STRING); required boolean c; }"));
  }

  static Stream<ArrowType> lists() {
    return Stream.of(
        new ArrowType.List(),
        new ArrowType.LargeList(),
        new ArrowType.FixedSizeList(3),
        new ArrowType.ListView(),
        new ArrowType.LargeListView());
  }

  @ParameterizedTest
  @MethodSource("lists")
  void convertsListsToThreeLevels(ArrowType type) {
    Field items = Field.notNullable("$data$", new ArrowType.Bool());
    Field inner = new Field("any", FieldType.nullable(type), List.of(items));
    Field outer = new Field("a", FieldType.nullable(type), List.of(inner));

    assertThat(convert(outer))
        .isEqualTo(
            parse(
                "optional group a (LIST) { repeated group list { optional group element (LIST) {"
                    + " repeated group list { required boolean element; } } } }"));
  }

  @Test
  void convertsMapsWhoseKeysAreNeverNull() {
    Field key = Field.nullable("k", new ArrowType.Bool());
    Field value = Field.nullable("v", new ArrowType.Utf8());
    Field entries =
        new Field("e", FieldType.notNullable(new ArrowType.Struct()), List.of(key, value));
    Field map = new Field("a", FieldType.nullable(new ArrowType.Map(true)), List.of(entries));

    assertThat(convert(map))
        .isEqualTo(
            parse(
                "optional group a (MAP) { repeated group key_value { required boolean key;"
                    + " optional binary value (STRING); } }"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesTheTypeInsideOthersNamingThePath(ArrowType type) {
    Field list =
        new Field(
            "b", FieldType.nullable(new ArrowType.List()), List.of(Field.nullable("x", type)));
    Field struct = new Field("a", FieldType.nullable(new ArrowType.Struct()), List.of(list));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> convert(struct))
        .withMessageStartingWith("Cannot write column `a.b.list.element` of Arrow type " + type);
  }

  @Test
  void refusesTwoFieldsOfOneNameInAStruct() {
    Field field = Field.nullable("b", new ArrowType.Utf8());
    Field struct =
        new Field("a", FieldType.nullable(new ArrowType.Struct()), List.of(field, field));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> convert(struct))
        .withMessage("Cannot write column `a.b`: two fields have this name. Rename one.");
  }

  @Test
  void refusesTwoFieldsOfOneName() {
    Field field = Field.nullable("a", new ArrowType.Utf8());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> convert(field, field))
        .withMessage("Cannot write column `a`: two fields have this name. Rename one.");
  }

  @Test
  void refusesAFieldWithoutAName() {
    Field first = Field.nullable("a", new ArrowType.Utf8());
    for (String name : new String[] {"", null}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> convert(first, Field.nullable(name, new ArrowType.Bool())))
          .withMessage("Cannot write field 1 of Arrow type Bool: it has no name");
    }
  }

  @Test
  void refusesASchemaWithoutFields() {
    assertThatIllegalArgumentException()
        .isThrownBy(SchemaConverterTest::convert)
        .withMessage("Cannot write a schema without fields");
  }

  private static MessageType convert(Field... fields) {
    return SchemaConverter.convert(new Schema(List.of(fields)));
  }

  private static MessageType parse(String column) {
    return MessageTypeParser.parseMessageType(
        "message arrow_schema { " + column + (column.endsWith("}") ? "" : ";") + " }");
  }

  private static ArrowType floating(FloatingPointPrecision precision) {
    return new ArrowType.FloatingPoint(precision);
  }

  private static ArrowType decimal(int precision, int scale, int bits) {
    return new ArrowType.Decimal(precision, scale, bits);
  }

  private static ArrowType timestamp(TimeUnit unit, String zone) {
    return new ArrowType.Timestamp(unit, zone);
  }
}
