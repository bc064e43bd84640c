package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.network.util.JavaUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "17, 17",
    "5b, 5",
    "64k, 65536",
    "64kb, 65536",
    "64KiB, 65536",
    "512m, 536870912",
    "1G, 1073741824",
    "' 2t ', 2199023255552",
    "1p, 1125899906842624",
    "8191p, 9222246136947933184"
  })
  void meansWhatSparkMeans(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes).isEqualTo(JavaUtils.byteStringAsBytes(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"k", "ki", "kb", "kib", "m", "mi", "mib", "g", "gi", "t", "tb", "p", "pi"})
  void knowsEveryUnitOfSpark(String unit) {
    assertThat(ByteSize.parse("3" + unit)).isEqualTo(JavaUtils.byteStringAsBytes("3" + unit));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m", "-1", "1.5g", "1 m", "1x", "1e", "1bi", "9223372036854775808", "8192p"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(NumberFormatException.class);
  }
}
