package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.FormatUnderTest;

/** The store keeps something else than what was written, and does not say so. */
class VerificationTest extends FailureTest {
  private static final long ROWS = 20_000;

  /** In the middle of the first column's pages. */
  private static final long IN_A_PAGE = 50_000;

  @Test
  void nothingOfADamagedFileBecomesVisible() {
    Fault damage = Fault.damaging(IN_A_PAGE, 1);
    assertThatThrownBy(() -> writer("full").save(damage.pathTo(table())))
        .hasStackTraceContaining("part-00000-")
        .hasStackTraceContaining("row group 0, column `id`")
        .hasStackTraceContaining("Nothing of it is committed");
    requireNoFiles();
  }

  @Test
  void theTableThatWasToBeOverwrittenStays() {
    List<String> before = writeOldTable();
    Fault damage = Fault.damaging(IN_A_PAGE, 1);
    assertThatThrownBy(() -> writer("full").mode(SaveMode.Overwrite).save(damage.pathTo(table())))
        .hasStackTraceContaining("read again after it was closed");
    requireOldTable(before);
  }

  @Test
  void aFileThatClosesInTheBackgroundIsVerifiedThere() {
    Fault damage = Fault.damaging(IN_A_PAGE, 1);
    assertThatThrownBy(
            () ->
                writer("full")
                    .option("maxRecordsPerFile", ROWS / 2)
                    .option("maxConcurrentUploads", 4)
                    .partitionBy("p")
                    .save(damage.pathTo(table())))
        .hasStackTraceContaining("read again after it was closed");
    requireNoFiles();
  }

  /** Spark asks for no checksum when it reads: the rows are wrong, and nobody says so. */
  @ParameterizedTest
  @ValueSource(strings = {"off", "footer"})
  void withoutReadingPagesTheDamageStays(String verify) {
    Fault damage = Fault.damaging(IN_A_PAGE, 1);
    writer(verify).save(damage.pathTo(table()));
    assertThat(damage.streams().read()).hasSize(verify.equals("off") ? 0 : 1);
    Row sum = spark().read().parquet(table().toString()).selectExpr("sum(id)").first();
    assertThat(sum.getLong(0)).isNotEqualTo(ROWS * (ROWS - 1) / 2);
  }

  @Test
  void aDamagedFooterIsFoundByReadingIt() {
    writer("off").save(table().toString());
    Fault damage = Fault.damaging(0, 1);
    assertThatThrownBy(() -> writer("footer").mode(SaveMode.Append).save(damage.pathTo(table())))
        .hasStackTraceContaining("the first bytes are not those of a Parquet file");
    assertThat(spark().read().parquet(table().toString()).count()).isEqualTo(ROWS);
  }

  @Test
  void whatIsKeptAsItWasWrittenPasses() {
    Fault none = Fault.at(Fault.Operation.NONE);
    writer("full").partitionBy("p").save(none.pathTo(table()));
    assertThat(none.streams().read()).hasSize(3);
    assertThat(spark().read().parquet(table().toString()).count()).isEqualTo(ROWS);
  }

  private DataFrameWriter<Row> writer(String verify) {
    return rows()
        .write()
        .format(FormatUnderTest.NAME)
        .option("verify", verify)
        .option("compression", "none")
        .option("encoding", "PLAIN");
  }

  private Dataset<Row> rows() {
    return table(ROWS, "id", "rand(1) AS x", "id % 3 AS p", "concat('text ', id) AS text");
  }
}
