package org.parquetext.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which Parquet groups an Arrow field may become, and which may be null there. */
class LeafFieldsTest {

  private static final Field INT = Field.nullable("i", new ArrowType.Int(32, true));
  private static final Field TEXT = Field.nullable("s", new ArrowType.Utf8());
  private static final Field LIST = field(new ArrowType.List(), INT);
  private static final Field STRUCT = field(new ArrowType.Struct(), INT);
  private static final Field PAIR = field(new ArrowType.Struct(), INT, TEXT);
  private static final Field MAP = field(new ArrowType.Map(false), PAIR);

  @ParameterizedTest
  @MethodSource("accepted")
  void followsTheNodesDownToTheLeaves(Field field, String type, List<String> optional) {
    List<LeafField> leaves = leaves(field, type);
    MessageType message = parse(type);

    assertThat(leaves).hasSameSizeAs(message.getColumns());
    for (int i = 0; i < leaves.size(); i++) {
      LeafField leaf = leaves.get(i);
      assertThat(leaf.descriptor()).isEqualTo(message.getColumns().get(i));
      assertThat(leaf.shape().maxDefinition()).isEqualTo(leaf.descriptor().getMaxDefinitionLevel());
      assertThat(leaf.shape().maxRepetition()).isEqualTo(leaf.descriptor().getMaxRepetitionLevel());
      assertThat(leaf.shape().path(leaf.shape().depth()))
          .isEqualTo(String.join(".", leaf.descriptor().getPath()));
    }
    LeafField last = leaves.get(leaves.size() - 1);
    for (int depth = 0; depth <= last.shape().depth(); depth++) {
      String path = last.shape().path(depth);
      assertThat(last.shape().isOptional(depth)).as(path).isEqualTo(optional.contains(path));
    }
  }

  static Stream<Arguments> accepted() {
    Field listOfStructs = field(new ArrowType.LargeList(), STRUCT);
    return Stream.of(
        accepted(INT, "optional int32 a", "a"),
        accepted(INT, "required int32 a"),
        accepted(PAIR, "optional group a { required int32 x; optional binary y; }", "a", "a.y"),
        accepted(
            LIST,
            "optional group a (LIST) { repeated group list { optional int32 element; } }",
            "a",
            "a.list.element"),
        accepted(
            field(new ArrowType.FixedSizeList(2), INT),
            "required group a (LIST) { repeated group list { required int32 element; } }"),
        accepted(LIST, "optional group a (LIST) { repeated int32 array; }", "a"),
        accepted(
            field(new ArrowType.ListView(), INT),
            "optional group a (LIST) { repeated group bag { optional int32 array; } }",
            "a",
            "a.bag.array"),
        accepted(
            listOfStructs,
            "required group a (LIST) { repeated group array { optional int32 i; } }",
            "a.array.i"),
        accepted(
            listOfStructs,
            "required group a (LIST) { repeated group a_tuple { required int32 i; } }"),
        accepted(
            field(new ArrowType.List(), PAIR),
            "optional group a (LIST) { repeated group element { required int32 i; required binary"
                + " s; } }",
            "a"),
        accepted(
            listOfStructs,
            "required group a (LIST) { repeated group list { optional group element {"
                + " optional int32 i; } } }",
            "a.list.element",
            "a.list.element.i"),
        accepted(
            MAP,
            "optional group a (MAP) { repeated group key_value { required int32 key; optional"
                + " binary value; } }",
            "a",
            "a.key_value.value"),
        accepted(
            MAP,
            "required group a (MAP) { repeated group map (MAP_KEY_VALUE) { required int32 k;"
                + " required binary v; } }"),
        accepted(
            MAP,
            "required group a (MAP_KEY_VALUE) { repeated group map { required int32 key;"
                + " required binary value; } }"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesOtherGroupsNamingThePath(Field field, String type, String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> leaves(field, type))
        .withMessageStartingWith("Cannot write column `" + path + "`: Arrow field ")
        .withMessageContaining("cannot become Parquet");
  }

  static Stream<Arguments> refused() {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, null);
    Field encoded =
        new Field("f", new FieldType(true, new ArrowType.List(), encoding), List.of(INT));
    String three = "optional group a (LIST) { repeated group list { optional int32 element; } }";
    return Stream.of(
        Arguments.of(INT, "repeated int32 a", "a"),
        Arguments.of(INT, "optional group a { optional int32 i; }", "a"),
        Arguments.of(STRUCT, "optional int32 a", "a"),
        Arguments.of(STRUCT, three, "a"),
        Arguments.of(STRUCT, "optional group a { optional int32 i; optional int32 j; }", "a"),
        Arguments.of(STRUCT, "optional group a { repeated int32 i; }", "a.i"),
        Arguments.of(field(new ArrowType.Struct()), "optional group a { optional int32 i; }", "a"),
        Arguments.of(
            field(new ArrowType.Struct(), STRUCT),
            "optional group a { optional group b { optional group c { optional int32 d; } } }",
            "a.b.c"),
        Arguments.of(LIST, "optional int32 a", "a"),
        Arguments.of(LIST, "repeated int32 a", "a"),
        Arguments.of(LIST, "optional group a { repeated int32 array; }", "a"),
        Arguments.of(LIST, "optional group a (LIST) { optional int32 array; }", "a"),
        Arguments.of(LIST, "optional group a (LIST) { repeated int32 x; repeated int32 y; }", "a"),
        Arguments.of(
            LIST,
            "optional group a (LIST) { repeated group array { optional int32 i; } }",
            "a.array"),
        Arguments.of(
            LIST,
            "optional group a (LIST) { repeated group list { repeated int32 element; } }",
            "a.list"),
        Arguments.of(
            LIST,
            "optional group a (MAP) { repeated group key_value { required int32 key; optional"
                + " int32 value; } }",
            "a"),
        Arguments.of(encoded, three, "a"),
        Arguments.of(field(new ArrowType.List(), encoded), three, "a.list.element"),
        Arguments.of(MAP, three, "a"),
        Arguments.of(
            MAP,
            "optional group a (MAP) { repeated group key_value { required int32 key; } }",
            "a.key_value"),
        Arguments.of(MAP, "optional group a (MAP) { repeated int32 key_value; }", "a.key_value"));
  }

  private static Arguments accepted(Field field, String type, String... optional) {
    return Arguments.of(field, type, Arrays.asList(optional));
  }

  private static Field field(ArrowType type, Field... children) {
    return new Field("f", FieldType.nullable(type), Arrays.asList(children));
  }

  private static List<LeafField> leaves(Field field, String type) {
    return LeafFields.of(new Schema(List.of(field)), parse(type));
  }

  private static MessageType parse(String type) {
    boolean group = type.endsWith("}");
    return MessageTypeParser.parseMessageType("message m { " + type + (group ? "" : ";") + " }");
  }
}
