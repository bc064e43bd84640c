package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

/** Keys of parquet-hadoop that say what is written beside the values. */
class WriterSettingsParityTest extends ParityTest {

  @Test
  void noStatistics() {
    parity().option("parquet.column.statistics.enabled", false).require(rows());
  }

  @Test
  void noStatisticsForOneColumn() {
    parity().option("parquet.column.statistics.enabled#text", false).require(rows());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void boundsInTheColumnIndexAreCutAsTheBuiltInCutsThem(int length) {
    parity().option("parquet.columnindex.truncate.length", length).require(rows());
  }

  @Test
  void noChecksums() {
    TableParity parity = parity().option("parquet.page.write-checksum.enabled", false);
    parity.require(rows());
    assertThat(PageHeaders.of(new TableDirectory(parity.own()).parquetFile()))
        .isNotEmpty()
        .noneMatch(PageHeader::isSetCrc);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void version2OfPages(String dictionary) {
    TableParity parity =
        version2().option("parquet.enable.dictionary", dictionary).encodingsMayDiffer();
    parity.require(rows());
    requireVersion2(parity);
  }

  @Test
  void version2OfPagesAndEncodingsWhereTheBuiltInsAreAskedFor() {
    TableParity parity =
        version2()
            .option("parquet.enable.dictionary", false)
            .option("encoding#id", "DELTA_BINARY_PACKED")
            .option("encoding#text", "DELTA_BYTE_ARRAY")
            .option("encoding#list.list.element", "DELTA_BINARY_PACKED");
    parity.require(rows());
    requireVersion2(parity);
  }

  private TableParity version2() {
    return parity().option("parquet.writer.version", "PARQUET_2_0");
  }

  private static void requireVersion2(TableParity parity) {
    assertThat(PageHeaders.of(new TableDirectory(parity.own()).parquetFile()))
        .extracting(PageHeader::getType)
        .contains(PageType.DATA_PAGE_V2)
        .doesNotContain(PageType.DATA_PAGE);
  }

  private Dataset<Row> rows() {
    return table(
        50_000,
        "id",
        "IF(id % 3 = 0, NULL, concat(repeat('ab', int(id % 60)), id)) AS text",
        "array(id, id % 7) AS list",
        "id / 3 AS number");
  }
}
