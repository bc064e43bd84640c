package org.parquetext.integration.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.RowGroup;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

/** {@code _metadata} and {@code _common_metadata} are written where the built-in writes them. */
class SummaryFilesTest extends ParityTest {

  private static final String LEVEL = "parquet.summary.metadata.level";

  @ParameterizedTest
  @CsvSource({
    "parquet.summary.metadata.level, ALL, 2",
    "parquet.summary.metadata.level, common_only, 1",
    "parquet.summary.metadata.level, NONE, 0",
    "parquet.enable.summary-metadata, true, 2",
    "parquet.enable.summary-metadata, false, 0"
  })
  void asTheBuiltIn(String key, String value, int files) {
    TableParity parity = parity().option(key, value).partitionBy("p");
    parity.require(table(100, "id", "id % 3 AS p"));
    assertThat(summaries(parity.own())).hasSize(files);
  }

  @Test
  void asTheSessionSays() {
    spark().conf().set(LEVEL, "ALL");
    TableParity parity = parity();
    parity.require(table(100, "id"));
    Footer summary = Footer.read(parity.own().resolve("_metadata"));
    assertThat(summary.rowGroups())
        .hasSameSizeAs(Footer.read(parity.builtIn().resolve("_metadata")).rowGroups());
    assertThat(summary.keyValues()).containsKey("org.apache.spark.version");
  }

  @Test
  void anOverwriteListsTheNewFilesOnly() {
    Path table = parity().own();
    overwrite(table, 10, "ALL");
    overwrite(table, 20, "ALL");
    List<RowGroup> rowGroups = Footer.read(table.resolve("_metadata")).rowGroups();
    assertThat(rowGroups).hasSize(1);
    assertThat(rowGroups.get(0).getNum_rows()).isEqualTo(20);
    assertThat(rowGroups.get(0).getColumns().get(0).getFile_path())
        .isEqualTo(new TableDirectory(table).parquetFile().getFileName().toString());
    assertThat(summaries(table)).hasSize(2);
  }

  @Test
  void anOverwriteWithoutSummariesRemovesOldOnes() {
    Path table = parity().own();
    overwrite(table, 10, "ALL");
    overwrite(table, 20, "NONE");
    assertThat(summaries(table)).isEmpty();
  }

  @Test
  void anAppendListsAllFiles() {
    Path table = parity().own();
    overwrite(table, 10, "ALL");
    table(5, "id")
        .write()
        .format(FormatUnderTest.NAME)
        .mode(SaveMode.Append)
        .option(LEVEL, "ALL")
        .save(table.toString());
    assertThat(Footer.read(table.resolve("_metadata")).rowGroupRows())
        .containsExactlyInAnyOrder(5L, 10L);
  }

  @Test
  void anUnknownLevelIsRefused() {
    Path table = parity().own();
    assertThatThrownBy(() -> overwrite(table, 10, "SOME"))
        .hasMessageContaining(LEVEL)
        .hasMessageContaining("SOME")
        .hasMessageContaining("COMMON_ONLY");
    assertThat(table).doesNotExist();
  }

  private void overwrite(Path table, long rows, String level) {
    table(rows, "id")
        .write()
        .format(FormatUnderTest.NAME)
        .mode(SaveMode.Overwrite)
        .option(LEVEL, level)
        .save(table.toString());
  }

  private static List<String> summaries(Path table) {
    return new TableDirectory(table)
        .names().stream().filter(name -> name.endsWith("_metadata")).toList();
  }
}
