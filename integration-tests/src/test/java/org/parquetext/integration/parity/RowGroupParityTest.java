package org.parquetext.integration.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Lineitem;
import org.parquetext.integration.fixture.ParityTest;
import org.parquetext.integration.fixture.TableParity;

class RowGroupParityTest extends ParityTest {
  private static final int MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void rowGroupsEndWhenTheyHaveTheirBytes(int mebibytes) {
    TableParity parity =
        parity()
            .option("parquet.block.size", "rowGroupSizeBytes", mebibytes * MEBIBYTE)
            .option("compression", "zstd");
    parity.require(Lineitem.rows(spark(), 0.05));
    assertThat(parity.footer().rowGroups()).hasSizeGreaterThan(1);
  }

  @Test
  void rowGroupsEndWhenTheyHaveTheirRows() {
    TableParity parity = parity().option("parquet.block.row.count.limit", "rowGroupMaxRows", 7_000);
    parity.require(rows(30_000));
    assertThat(parity.footer().rowGroupRows())
        .containsExactly(7_000L, 7_000L, 7_000L, 7_000L, 2_000L);
  }

  @Test
  void theBuiltInsKeyForRowsMeansTheSame() {
    parity().option("parquet.block.row.count.limit", 1_000).require(rows(10_000));
  }

  @Test
  void theBuiltInsKeyForBytesMeansTheSame() {
    parity().option("parquet.block.size", MEBIBYTE).require(rows(300_000));
  }

  @Test
  void columnsStartAfreshInEveryRowGroup() {
    parity()
        .option("parquet.block.row.count.limit", "rowGroupMaxRows", 10_000)
        .option("parquet.dictionary.page.size", "dictionaryPageSizeBytes", 8 * 1024)
        .require(
            table(
                30_000,
                "IF(id < 10000, NULL, id) AS nullsFirst",
                "IF(id BETWEEN 10000 AND 19999, id, id % 10) AS overflowsInTheSecond",
                "IF(id < 10000, 'NaN', CAST(id AS STRING)) AS text"));
  }

  private Dataset<Row> rows(long rows) {
    return table(
        rows, "id", "concat('text ', id) AS text", "rand(3) AS number", "id % 5 = 0 AS flag");
  }
}
