package org.parquetext.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriteOptions;

class ColumnEncodingsTest {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message m { optional int32 number; optional group g { required binary text (STRING); } }");

  private static void check(String key, String value) {
    ColumnEncodings.check(SCHEMA, WriteOptions.builder().set(key, value).build());
  }

  @Test
  void refusesAnEncodingThatTheColumnsTypeDoesNotHave() {
    assertThatThrownBy(() -> check("encoding#g.text", "DELTA_BINARY_PACKED"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot write column `g.text` with `encoding#g.text` = `DELTA_BINARY_PACKED`: its type"
                + " required binary text (STRING) has no such encoding. Use one of auto, PLAIN,"
                + " RLE_DICTIONARY, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY.");
  }

  @Test
  void takesAnEncodingThatTheColumnsTypeHas() {
    assertThatCode(() -> check("encoding#g.text", "DELTA_BYTE_ARRAY")).doesNotThrowAnyException();
    assertThatCode(() -> check("encoding#number", "BYTE_STREAM_SPLIT")).doesNotThrowAnyException();
  }

  @Test
  void refusesACommonEncodingThatNoColumnHas() {
    assertThatCode(() -> check("encoding", "DELTA_BINARY_PACKED")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("encoding", "RLE"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`encoding` = `RLE`: no column is of a type with this encoding");
  }

  @ParameterizedTest
  @EnumSource
  void everyPhysicalTypeCanBePlain(PrimitiveTypeName type) {
    assertThat(ColumnEncoding.PLAIN.encodes(type.name())).isTrue();
    assertThat(ColumnEncoding.AUTO.encodes(type.name())).isTrue();
    assertThat(ColumnEncoding.RLE.encodes(type.name()))
        .isNotEqualTo(ColumnEncoding.RLE_DICTIONARY.encodes(type.name()));
  }

  @Test
  void knowsTheColumnsThatMayBeByteStreamSplit() {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required double d; required float f; required int32 i; }");
    WriteOptions floating =
        WriteOptions.builder()
            .set("parquet.enable.bytestreamsplit", "true")
            .set("encoding#f", "PLAIN")
            .build();
    WriteOptions own = WriteOptions.builder().set("encoding#i", "BYTE_STREAM_SPLIT").build();

    assertThat(ColumnEncodings.byteStreamSplit(schema, WriteOptions.defaults())).isEmpty();
    assertThat(ColumnEncodings.byteStreamSplit(schema, floating)).containsExactly("d");
    assertThat(ColumnEncodings.byteStreamSplit(schema, own)).containsExactly("i");
  }

  @Test
  void knowsTheColumnsOfWhichSparkDoesNotReadDeltaByteArray() {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required binary b; required fixed_len_byte_array(16) f; required int32 i; }");
    WriteOptions.Builder asked = WriteOptions.builder().set("encoding", "DELTA_BYTE_ARRAY");

    assertThat(ColumnEncodings.misreadDeltaByteArray(schema, asked.build())).containsExactly("f");
    assertThat(
            ColumnEncodings.misreadDeltaByteArray(schema, asked.set("compression", "none").build()))
        .containsExactly("b", "f");
    assertThat(
            ColumnEncodings.misreadDeltaByteArray(
                schema, WriteOptions.builder().set("compression", "none").build()))
        .isEmpty();
  }
}
