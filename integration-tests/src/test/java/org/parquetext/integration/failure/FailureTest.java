package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteTest;

/** A suite of writes that fail. */
abstract class FailureTest extends WriteTest {
  private static final long OLD_ROWS = 10;

  /** A path in a directory that does not exist yet. */
  Path table() {
    return directory().resolve("new").resolve("table");
  }

  void save(Dataset<Row> rows) {
    rows.write().format(FormatUnderTest.NAME).save(table().toString());
  }

  /** Writes ten rows to the path, as the table that a failing overwrite has to leave alone. */
  List<String> writeOldTable() {
    save(table(OLD_ROWS, "id"));
    return new TableDirectory(directory()).names();
  }

  void overwrite(Dataset<Row> rows) {
    rows.write().format(FormatUnderTest.NAME).mode(SaveMode.Overwrite).save(table().toString());
  }

  void requireNoFiles() {
    assertThat(new TableDirectory(directory()).names()).as("files left over").isEmpty();
  }

  void requireOldTable(List<String> names) {
    assertThat(new TableDirectory(directory()).names())
        .as("files of the old table")
        .isEqualTo(names);
    assertThat(spark().read().parquet(table().toString()).count()).isEqualTo(OLD_ROWS);
  }
}
