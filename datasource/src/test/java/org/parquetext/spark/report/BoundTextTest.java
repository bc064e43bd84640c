package org.parquetext.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundTextTest {

  private static PrimitiveType type(String text) {
    return MessageTypeParser.parseMessageType("message m { required " + text.formatted("c") + "; }")
        .getType("c")
        .asPrimitiveType();
  }

  private static Binary bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Binary.fromConstantByteArray(bytes);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("boolean %s", true, "true"),
        Arguments.of("int32 %s", -1, "-1"),
        Arguments.of("int64 %s", Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of("int32 %s (INTEGER(32,false))", -1, "4294967295"),
        Arguments.of("int64 %s (INTEGER(64,false))", -1L, "18446744073709551615"),
        Arguments.of("int32 %s (INTEGER(8,true))", -7, "-7"),
        Arguments.of("float %s", 0.1f, "0.1"),
        Arguments.of("double %s", Double.NEGATIVE_INFINITY, "-Infinity"),
        Arguments.of("int32 %s (DATE)", -719_163, "0000-12-31"),
        Arguments.of("int32 %s (DATE)", 20_454, "2026-01-01"),
        Arguments.of("int32 %s (DECIMAL(9,2))", -5, "-0.05"),
        Arguments.of("int64 %s (DECIMAL(18,12))", 0L, "0.000000000000"),
        Arguments.of(
            "fixed_len_byte_array(9) %s (DECIMAL(20,3))",
            Binary.fromConstantByteArray(new BigInteger("-12345678901234567890").toByteArray()),
            "-12345678901234567.890"),
        Arguments.of("int64 %s (TIMESTAMP(MICROS,true))", 1L, "1970-01-01T00:00:00.000001Z"),
        Arguments.of("int64 %s (TIMESTAMP(MICROS,true))", -1L, "1969-12-31T23:59:59.999999Z"),
        Arguments.of("int64 %s (TIMESTAMP(MILLIS,true))", 0L, "1970-01-01T00:00:00.000Z"),
        Arguments.of("int64 %s (TIMESTAMP(MICROS,false))", 0L, "1970-01-01T00:00:00.000000"),
        Arguments.of("int64 %s (TIMESTAMP(NANOS,false))", 1L, "1970-01-01T00:00:00.000000001"),
        Arguments.of(
            "int64 %s (TIMESTAMP(MICROS,true))", Long.MAX_VALUE, "+294247-01-10T04:00:54.775807Z"),
        Arguments.of("int64 %s (TIME(MICROS,false))", 86_399_999_999L, "23:59:59.999999"),
        Arguments.of("int32 %s (TIME(MILLIS,true))", 0, "00:00:00.000"),
        Arguments.of("binary %s (STRING)", Binary.fromString("K\u00f6ln"), "K\u00f6ln"),
        Arguments.of("binary %s", bytes(0, 0xab), "00ab"),
        Arguments.of(
            "fixed_len_byte_array(16) %s (UUID)",
            bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
            "00010203-0405-0607-0809-0a0b0c0d0e0f"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsWrittenByItsLogicalType(String type, Object value, String text) {
    assertThat(BoundText.of(type(type), value)).contains(text);
  }

  @Test
  void whatIsNoValueOfTheTypeHasNoText() {
    assertThat(BoundText.of(type("binary %s (STRING)"), bytes(0xff))).isEmpty();
    assertThat(BoundText.of(type("int64 %s (TIME(MICROS,false))"), -1L)).isEmpty();
    assertThat(BoundText.of(type("int64 %s (TIME(MICROS,false))"), 86_400_000_000L)).isEmpty();
  }
}
