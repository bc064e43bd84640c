package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.apache.parquet.Version;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.format.PageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableParity;

/** What the footer says of its writer. */
class FooterTest extends ParityTest {

  /** Not the constant that the compiler has seen: an older Spark brings an older Parquet. */
  private static String versionOfParquetJava() throws ReflectiveOperationException {
    return (String) Version.class.getField("VERSION_NUMBER").get(null);
  }

  @Test
  void readersTakeTheWriterForParquetJava() throws Exception {
    ParsedVersion version = VersionParser.parse(footer().raw().getCreated_by());
    assertThat(version.application).isEqualTo("parquet-mr");
    assertThat(version.hasSemanticVersion()).isTrue();
    assertThat(version.version).isEqualTo(versionOfParquetJava());
  }

  @Test
  void theWriterNamesItself() {
    Footer footer = footer();
    assertThat(footer.raw().getCreated_by()).contains("(build parquet-ext ");
    assertThat(footer.keyValues()).containsKey("org.parquetext.version");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 100})
  void boundsAreCutAsTheBuiltInCutsThem(int length) {
    TableParity parity = parity().option("parquet.statistics.truncate.length", length);
    parity.require(
        table(
            1_000,
            "id",
            "concat(repeat('\u00e4', int(id % 30)), id) AS text",
            "binary(concat(id, repeat('x', 50))) AS bytes"));
    assertThat(
            parity
                .footer()
                .rowGroups()
                .get(0)
                .getColumns()
                .get(2)
                .getMeta_data()
                .getStatistics()
                .getMax_value())
        .hasSizeLessThanOrEqualTo(length);
  }

  @Test
  void everyPageHasAChecksumAndTheSameKindAsTheBuiltIns() {
    TableParity parity = parity();
    parity.require(table(50_000, "id", "CAST(id % 10 AS STRING) AS text"));
    List<PageHeader> headers = PageHeaders.of(new TableDirectory(parity.own()).parquetFile());
    List<PageHeader> expected = PageHeaders.of(new TableDirectory(parity.builtIn()).parquetFile());
    assertThat(headers).allMatch(PageHeader::isSetCrc);
    assertThat(headers)
        .extracting(PageHeader::getType, PageHeader::getUncompressed_page_size)
        .isEqualTo(
            expected.stream()
                .map(header -> tuple(header.getType(), header.getUncompressed_page_size()))
                .toList());
  }

  private Footer footer() {
    TableParity parity = parity();
    parity.require(table(10, "id"));
    return parity.footer();
  }
}
