package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.PageLocation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableParity;

class PageParityTest extends ParityTest {
  private static final int PAGE_BYTES = 64 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 4_097})
  void pagesEndWhenTheyHaveTheirRows(int limit) {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", limit)
        .require(rows(Math.min(100L * limit, 20_000)));
  }

  @Test
  void pagesHaveAtMostTwentyThousandRows() {
    parity().require(rows(45_000));
  }

  @Test
  void pagesEndWhenTheyHaveTheirBytes() {
    TableParity parity =
        parity()
            .pagesCutByBytes()
            .option("parquet.page.size", "pageSizeBytes", PAGE_BYTES)
            .option("parquet.enable.dictionary", "dictionaryEnabled", false)
            .option("compression", "none");
    parity.require(rows(100_000));
    Footer footer = parity.footer();
    ColumnChunk number = footer.rowGroups().get(0).getColumns().get(0);
    assertThat(footer.pageIndex(number).offsets().getPage_locations())
        .hasSizeGreaterThan(10)
        .extracting(PageLocation::getCompressed_page_size)
        .allSatisfy(bytes -> assertThat(bytes).isLessThan(2 * PAGE_BYTES));
  }

  @Test
  void sortedColumnsHaveABoundaryOrder() {
    parity()
        .option("parquet.page.row.count.limit", "pageRowLimit", 500)
        .require(
            table(
                10_000,
                "id AS ascending",
                "-id AS descending",
                "lpad(id, 8, '0') AS ascendingText",
                "concat('a', 10000000 - id) AS descendingText",
                "42 AS constant",
                "hash(id) AS unordered",
                "IF(id < 3000, NULL, id) AS nullsFirst",
                "IF(id BETWEEN 3000 AND 6000, NULL, id) AS nullsInTheMiddle",
                "CAST(id AS DOUBLE) AS ascendingDouble",
                "CAST(5000 - id AS DECIMAL(38,3)) AS descendingDecimal",
                "id >= 5000 AS flag"));
  }

  private Dataset<Row> rows(long rows) {
    return table(
        rows,
        "id",
        "CAST(id % 1000 AS INT) AS few",
        "concat('text ', hash(id)) AS text",
        "IF(id % 4 = 0, NULL, rand(5)) AS number",
        "id % 3 = 0 AS flag");
  }
}
