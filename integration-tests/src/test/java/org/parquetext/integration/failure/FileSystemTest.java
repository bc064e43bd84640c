package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.FormatUnderTest;

/** The file system fails while the table is written. */
class FileSystemTest extends FailureTest {

  @ParameterizedTest
  @EnumSource(
      value = Fault.Operation.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "RENAME_HALFWAY", "DELETE", "LIST"})
  void nothingIsLeftWhateverFails(Fault.Operation operation) {
    Fault fault = Fault.at(operation);
    assertThatThrownBy(() -> write(fault, SaveMode.ErrorIfExists))
        .hasStackTraceContaining(Fault.MESSAGE);
    assertThat(fault.hasStruck()).isTrue();
    assertThat(fault.streams().open()).as("open streams").isEmpty();
    requireNoFiles();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Operation.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "RENAME_HALFWAY", "DELETE", "LIST"})
  void nothingIsLeftOfPartitionsWhateverFails(Fault.Operation operation) {
    Fault fault = Fault.at(operation);
    assertThatThrownBy(
            () ->
                rows()
                    .write()
                    .format(FormatUnderTest.NAME)
                    .partitionBy("p")
                    .save(fault.pathTo(table())))
        .hasStackTraceContaining(Fault.MESSAGE);
    assertThat(fault.streams().open()).as("open streams").isEmpty();
    requireNoFiles();
  }

  /** A file fails while others are written or closed. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.Operation.class,
      names = {"CREATE", "LATER_WRITE", "CLOSE"})
  void nothingIsLeftOfRolledFilesWhateverFails(Fault.Operation operation) {
    Fault fault = Fault.at(operation);
    assertThatThrownBy(
            () ->
                rows()
                    .write()
                    .format(FormatUnderTest.NAME)
                    .option("maxRecordsPerFile", 10_000)
                    .option("maxConcurrentUploads", 4)
                    .save(fault.pathTo(table())))
        .hasStackTraceContaining(Fault.MESSAGE);
    assertThat(fault.streams().open()).as("open streams").isEmpty();
    requireNoFiles();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Operation.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "RENAME_HALFWAY", "DELETE", "LIST"})
  void theTableThatWasToBeOverwrittenStays(Fault.Operation operation) {
    List<String> before = writeOldTable();
    Fault fault = Fault.at(operation);
    assertThatThrownBy(() -> write(fault, SaveMode.Overwrite))
        .hasStackTraceContaining(Fault.MESSAGE);
    assertThat(fault.streams().open()).as("open streams").isEmpty();
    requireOldTable(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Operation.class,
      names = {"CREATE", "FIRST_WRITE", "LATER_WRITE", "CLOSE"})
  void theErrorNamesTheFile(Fault.Operation operation) {
    Fault fault = Fault.at(operation);
    assertThatThrownBy(() -> write(fault, SaveMode.ErrorIfExists))
        .hasStackTraceContaining("part-00000-");
  }

  @Test
  void streamsAreClosedWhenNothingFails() {
    Fault none = Fault.at(Fault.Operation.NONE);
    write(none, SaveMode.ErrorIfExists);
    assertThat(none.streams().open()).isEmpty();
    assertThat(spark().read().parquet(table().toString()).count()).isEqualTo(rows().count());
  }

  private void write(Fault fault, SaveMode mode) {
    rows()
        .write()
        .format(FormatUnderTest.NAME)
        .mode(mode)
        .option("rowGroupSizeBytes", 128 * 1024)
        .save(fault.pathTo(table()));
  }

  private Dataset<Row> rows() {
    return table(100_000, "id", "id % 3 AS p", "rand(1) AS x", "concat('text ', id) AS text");
  }
}
