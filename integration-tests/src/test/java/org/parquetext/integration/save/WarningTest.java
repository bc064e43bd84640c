package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.LogCapture;
import org.parquetext.integration.fixture.ParityTest;

/** What is written as asked for, but not as most would want it, is said in the log. */
class WarningTest extends ParityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parquet.enable.bytestreamsplit | true | [real, s.number]",
        "encoding#id | BYTE_STREAM_SPLIT | [id]"
      })
  void columnsThatTheVectorisedReaderDoesNotReadAreNamedOnce(
      String option, String value, String columns) {
    assertThat(byteStreamSplitLines(option, value))
        .singleElement()
        .asString()
        .startsWith("WARN org.parquetext.")
        .contains("Columns " + columns)
        .contains("spark.sql.parquet.enableVectorizedReader=false");
  }

  @Test
  void otherWritesLogNothingOfIt() {
    assertThat(byteStreamSplitLines("encoding", "PLAIN")).isEmpty();
  }

  /** Of a write by two tasks. */
  private List<String> byteStreamSplitLines(String option, String value) {
    try (LogCapture log = new LogCapture()) {
      table(100, "id", "float(id) AS real", "named_struct('number', double(id)) AS s")
          .repartition(2)
          .write()
          .format(FormatUnderTest.NAME)
          .option(option, value)
          .save(parity().own().toString());
      return log.lines().stream()
          .filter(line -> line.contains("may become BYTE_STREAM_SPLIT"))
          .toList();
    }
  }
}
