package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
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
import org.parquetext.buffer.Segments;
import org.parquetext.options.WriteOptions;
import org.parquetext.schema.LeafField;
import org.parquetext.schema.LeafFields;

/** Which Arrow type may become which Parquet column: never one that would change the values. */
class ColumnChunkWritersTest {

  private static final ArrowType LONG = new ArrowType.Int(64, true);
  private static final ArrowType DOUBLE =
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  private static final ArrowType SINGLE =
      new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  private static final ArrowType MILLIS = new ArrowType.Time(TimeUnit.MILLISECOND, 32);
  private static final ArrowType MICROS = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
  private static final ArrowType DECIMAL = new ArrowType.Decimal(9, 2, 128);

  @ParameterizedTest
  @MethodSource("accepted")
  void opens(ArrowType type, String column) {
    assertThat(open(Field.nullable("a", type), column).name()).isEqualTo("a");
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of(MICROS, "optional int96 a;"),
        Arguments.of(MICROS, "optional int64 a (TIMESTAMP(MILLIS,true));"),
        Arguments.of(LONG, "optional int64 a (TIMESTAMP(MILLIS,true));"),
        Arguments.of(DECIMAL, "required int64 a (DECIMAL(12,2));"),
        Arguments.of(new ArrowType.Null(), "optional boolean a (UNKNOWN);"),
        Arguments.of(DECIMAL, "required fixed_len_byte_array(6) a (DECIMAL(10,2));"),
        Arguments.of(new ArrowType.FixedSizeBinary(16), "required fixed_len_byte_array(16) a;"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(ArrowType type, String column) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(Field.nullable("a", type), column))
        .withMessageStartingWith("Cannot write column `a")
        .withMessageContaining("cannot become Parquet");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(DOUBLE, "optional int64 a;"),
        Arguments.of(DOUBLE, "optional int32 a;"),
        Arguments.of(DOUBLE, "optional float a;"),
        Arguments.of(SINGLE, "optional double a;"),
        Arguments.of(SINGLE, "optional int32 a;"),
        Arguments.of(LONG, "optional double a;"),
        Arguments.of(LONG, "optional int32 a;"),
        Arguments.of(LONG, "optional int96 a;"),
        Arguments.of(LONG, "optional binary a;"),
        Arguments.of(LONG, "optional boolean a;"),
        Arguments.of(new ArrowType.Int(32, true), "optional float a;"),
        Arguments.of(new ArrowType.Int(32, true), "optional int64 a;"),
        Arguments.of(MILLIS, "optional int64 a (TIME(MICROS,true));"),
        Arguments.of(MICROS, "optional int64 a;"),
        Arguments.of(DECIMAL, "optional int32 a (DECIMAL(9,3));"),
        Arguments.of(DECIMAL, "optional int32 a (DECIMAL(8,2));"),
        Arguments.of(DECIMAL, "optional int32 a;"),
        Arguments.of(DECIMAL, "optional float a;"),
        Arguments.of(new ArrowType.Decimal(38, 2, 128), "optional int64 a (DECIMAL(18,2));"),
        Arguments.of(new ArrowType.FixedSizeBinary(15), "optional fixed_len_byte_array(16) a;"),
        Arguments.of(new ArrowType.Null(), "optional int32 a;"),
        Arguments.of(new ArrowType.Null(), "optional boolean a;"),
        Arguments.of(new ArrowType.Null(), "required boolean a (UNKNOWN);"),
        Arguments.of(new ArrowType.Null(), "optional int32 a (UNKNOWN);"),
        Arguments.of(new OpaqueType(LONG, "money", "elsewhere"), "optional int64 a;"));
  }

  @Test
  void refusesDictionaryEncodedFields() {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, null);
    Field field = new Field("a", new FieldType(true, new ArrowType.Utf8(), encoding), null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(field, "optional binary a;"))
        .withMessageContaining("cannot become Parquet");
  }

  private static ColumnChunkWriter open(Field field, String column) {
    MessageType type = MessageTypeParser.parseMessageType("message m { " + column + " }");
    LeafField leaf = LeafFields.of(new Schema(List.of(field)), type).get(0);
    return ColumnChunkWriters.open(leaf, WriteOptions.defaults(), null, Segments.UNPOOLED);
  }
}
