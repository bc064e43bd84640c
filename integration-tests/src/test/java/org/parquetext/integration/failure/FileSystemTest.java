package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.FormatUnderTest;

/** The file system fails while the table is written. */
class FileSystemTest extends FailureTest {

  /** All that a write into nothing cannot do without. */
  static Set<Fault.Operation> operations() {
    return EnumSet.complementOf(
        EnumSet.of(
            Fault.Operation.NONE,
            Fault.Operation.RENAME_HALFWAY,
            Fault.Operation.DELETE,
            Fault.Operation.LIST));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nothingIsLeftWhateverFails(Fault.Operation operation) {
    Fault fault = Fault.at(operation);
    requireFailure(fault, () -> write(fault, SaveMode.ErrorIfExists));
    requireNoFiles();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nothingIsLeftOfPartitionsWhateverFails(Fault.Operation operation) {
    Fault fault = Fault.at(operation);
    requireFailure(
        fault,
        () ->
            rows()
                .write()
                .format(FormatUnderTest.NAME)
                .partitionBy("p")
                .save(fault.pathTo(table())));
    requireNoFiles();
  }

  /** A file fails while others are written or closed. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.Operation.class,
      names = {"CREATE", "LATER_WRITE", "CLOSE"})
  void nothingIsLeftOfRolledFilesWhateverFails(Fault.Operation operation) {
    Fault fault = Fault.at(operation);
    requireFailure(
        fault,
        () ->
            rows()
                .write()
                .format(FormatUnderTest.NAME)
                .option("maxRecordsPerFile", 10_000)
                .option("maxConcurrentUploads", 4)
                .save(fault.pathTo(table())));
    requireNoFiles();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theTableThatWasToBeOverwrittenStays(Fault.Operation operation) {
    List<String> before = writeOldTable();
    Fault fault = Fault.at(operation);
    requireFailure(fault, () -> write(fault, SaveMode.Overwrite));
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

  private static void requireFailure(Fault fault, ThrowingCallable write) {
    assertThatThrownBy(write).hasStackTraceContaining(Fault.MESSAGE);
    assertThat(fault.hasStruck()).isTrue();
    assertThat(fault.streams().open()).as("open streams").isEmpty();
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
