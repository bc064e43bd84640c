package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.Fault.Operation;
import org.parquetext.integration.fixture.LogCapture;
import org.parquetext.integration.fixture.TableDirectory;

/**
 * What a catalog cannot be told of a committed write is no reason to write again. The catalog fails
 * since it loses the table while it is written.
 */
class CommittedWriteTest extends DoorTest {
  private volatile boolean loses;

  /** Where the first file of a write, once the test says so, takes the table out of the catalog. */
  private String place() {
    Fault fault =
        Fault.by(
            call -> {
              if (loses && call.operation() == Operation.CREATE) {
                loses = false;
                spark().sharedState().externalCatalog().dropTable("default", "t", false, false);
              }
            });
    return " LOCATION '" + fault.pathTo(directory().resolve("table")) + "'";
  }

  private long writtenFiles() {
    return new TableDirectory(directory().resolve("table")).parquetFiles().size();
  }

  @Test
  void statisticsThatStayAreNoFailure() throws Exception {
    sql("CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext`" + place());
    loses = true;
    try (LogCapture log = new LogCapture()) {
      writing(30, "INSERT INTO t SELECT id, p FROM source");
      assertThat(log.lines()).anyMatch(line -> line.contains("could not be taken away"));
    }
    assertThat(loses).isFalse();
    assertThat(writtenFiles()).isPositive();
  }

  @Test
  void partitionsThatAreNotListedAreSaidToBeCommitted() throws Exception {
    SparkSession other = spark().newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", DelegatingCatalog.class.getName());
    other.sql(
        "CREATE TABLE t (id BIGINT, p BIGINT) USING `parquet-ext` PARTITIONED BY (p)" + place());
    other.sql("INSERT INTO t VALUES (100, 0)");
    long before = writtenFiles();
    loses = true;
    assertThatThrownBy(() -> sql("INSERT INTO t SELECT id, p FROM source"))
        .hasStackTraceContaining("is committed")
        .hasStackTraceContaining("Do not write again");
    assertThat(loses).isFalse();
    assertThat(writtenFiles()).isGreaterThan(before);
  }
}
