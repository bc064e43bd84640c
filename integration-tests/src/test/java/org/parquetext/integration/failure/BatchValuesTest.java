package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.WriteException;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.WriteInputs;

/**
 * A value in the middle of a batch cannot be written: the error is that of a row. Only the row
 * group is not known yet.
 */
class BatchValuesTest extends FailureTest {
  private static final String MODE = "spark.sql.parquet.datetimeRebaseModeInWrite";
  private static final String INT96_MODE = "spark.sql.parquet.int96RebaseModeInWrite";
  private static final long ROWS = 9_000;

  @TempDir private Path sources;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IF(id = 4711, DATE'1500-01-01', DATE'2000-01-01') | `x`",
        "IF(id = 4711, TIMESTAMP'1500-01-01 00:00:00', timestamp_seconds(id)) | `x`",
        "named_struct('d', map('k', IF(id = 4711, DATE'1500-01-01', NULL))) | `x.d.value`"
      })
  void theErrorNamesColumnAndRow(String expression, String column) {
    writeSource(expression);
    String ofBatches = messageOfBatches(Map.of());
    assertThat(ofBatches).contains(column, "row 4712");
    assertThat(ofBatches).isEqualTo(messageOfRows(Map.of()));
  }

  /** Of a directory that is open, and of one whose rows are kept. */
  @ParameterizedTest
  @ValueSource(longs = {4_711, 4_713})
  void theErrorOfAPartitionIsThatOfARow(long id) {
    writeSource("IF(id = %d, DATE'1500-01-01', DATE'2000-01-01')".formatted(id));
    Map<String, String> options = Map.of("maxOpenFiles", "3");
    String ofBatches = messageOfBatches(options);
    assertThat(ofBatches).contains("`x`: row " + (id + 1));
    assertThat(ofBatches).isEqualTo(messageOfRows(options));
  }

  /** Whether some of a batch are left out, or all of the batch before. */
  @ParameterizedTest
  @ValueSource(strings = {"id % 2 = 1", "abs(id) > 4200"})
  void rowsAreCountedBeforeTheyAreFiltered(String condition) {
    writeSource("IF(id = 4711, DATE'1500-01-01', DATE'2000-01-01')");
    assertThatThrownBy(() -> save(spark().read().parquet(source()).where(condition)))
        .hasStackTraceContaining("column `x`: row 4712");
    requireNoFiles();
  }

  @Test
  void theOldTableStays() {
    List<String> before = writeOldTable();
    writeSource("IF(id = 4711, DATE'1500-01-01', DATE'2000-01-01')");
    assertThatThrownBy(() -> overwrite(spark().read().parquet(source())))
        .hasStackTraceContaining("column `x`: row 4712");
    requireOldTable(before);
  }

  private String source() {
    return sources.resolve("source").toString();
  }

  private void writeSource(String expression) {
    spark().conf().set(MODE, "CORRECTED");
    spark().conf().set(INT96_MODE, "CORRECTED");
    table(ROWS, "id", expression + " AS x", "id % 5 AS p").write().parquet(source());
    spark().conf().set(MODE, "EXCEPTION");
    spark().conf().set(INT96_MODE, "EXCEPTION");
  }

  private String messageOfBatches(Map<String, String> options) {
    WriteInputs inputs = WriteInputs.of(spark());
    String message = message(options);
    inputs.requireBatches();
    assertThat(message).contains("file file:" + table(), "part-00000-");
    return withoutPlace(message);
  }

  private String messageOfRows(Map<String, String> options) {
    spark().conf().set("spark.sql.parquet.enableVectorizedReader", false);
    WriteInputs inputs = WriteInputs.of(spark());
    String message = message(options);
    inputs.requireRows();
    return withoutPlace(message);
  }

  private static String withoutPlace(String message) {
    return message.replaceFirst(" \\((row group \\d+ of the writer, )?file .*", "");
  }

  /** Of what fails in the task. */
  private String message(Map<String, String> options) {
    DataFrameWriter<Row> writer =
        spark().read().parquet(source()).write().format(FormatUnderTest.NAME).options(options);
    if (options.containsKey("maxOpenFiles")) {
      writer.partitionBy("p");
    }
    Throwable failure = catchThrowable(() -> writer.save(table().toString()));
    requireNoFiles();
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(WriteException.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not a failure of a value", failure));
  }
}
