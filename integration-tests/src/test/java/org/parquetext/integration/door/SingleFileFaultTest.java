package org.parquetext.integration.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.Fault.Operation;
import org.parquetext.integration.fixture.Fault.Trait;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.WriteTest;

/** Failures of writes by Spark's interface of file formats, which closes what has failed, too. */
@SparkTest(attempts = 2)
class SingleFileFaultTest extends WriteTest {
  private static final int ROWS = 60_000;

  @BeforeEach
  void takeOver() {
    spark().conf().set("spark.parquetext.takeover", true);
  }

  /** Of one task: Spark does not wait for the others of a job that has failed. */
  private Dataset<Row> rows(String id) {
    return spark().range(0, ROWS, 1, 1).selectExpr(id + " AS id", "id % 3 AS p", "uuid() AS text");
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREATE", "FIRST_WRITE", "LATER_WRITE", "CLOSE"})
  void aFileThatCannotBeWrittenLeavesNothing(Operation operation) {
    Fault fault = Fault.at(operation, Trait.ABORTABLE_STREAMS);
    for (String[] partitions : new String[][] {{}, {"p"}}) {
      assertThatThrownBy(
              () ->
                  rows("id")
                      .write()
                      .mode("append")
                      .partitionBy(partitions)
                      .parquet(fault.pathTo(directory().resolve("table"))))
          .hasStackTraceContaining(Fault.MESSAGE);
      assertThat(fault.streams().open()).isEmpty();
      assertThat(new TableDirectory(directory()).parquetFiles()).isEmpty();
    }
  }

  @Test
  void theStreamOfTheOpenFileIsAbortedWhenARowCannotBeMade() {
    Fault fault = Fault.by(call -> {}, Trait.ABORTABLE_STREAMS);
    String path = fault.pathTo(directory().resolve("table"));
    assertThatThrownBy(
            () -> rows("IF(id % 30000 = 29999, raise_error('enough'), id)").write().parquet(path))
        .hasStackTraceContaining("enough");
    assertThat(fault.streams().aborted()).isNotEmpty();
    assertThat(fault.streams().closed()).noneMatch(file -> file.endsWith(".parquet"));
    assertThat(fault.streams().open()).isEmpty();
  }

  @Test
  void everyOpenDirectoryIsAborted() {
    spark().conf().set("spark.sql.maxConcurrentOutputFileWriters", 10);
    Fault fault = Fault.by(call -> {}, Trait.ABORTABLE_STREAMS);
    String path = fault.pathTo(directory().resolve("table"));
    assertThatThrownBy(
            () ->
                rows("IF(id % 30000 = 29999, raise_error('enough'), id)")
                    .write()
                    .partitionBy("p")
                    .parquet(path))
        .hasStackTraceContaining("enough");
    assertThat(fault.streams().closed()).noneMatch(file -> file.endsWith(".parquet"));
    assertThat(fault.streams().aborted()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(fault.streams().open()).isEmpty();
  }

  @Test
  void aTaskThatIsTriedAgainWritesEveryRowOnce() {
    AtomicInteger failures = new AtomicInteger();
    Fault fault =
        Fault.by(
            call -> {
              if (call.operation() == Operation.LATER_WRITE && failures.getAndIncrement() == 0) {
                throw new IOException(Fault.MESSAGE);
              }
            },
            Trait.ABORTABLE_STREAMS);
    rows("id").write().partitionBy("p").parquet(fault.pathTo(directory().resolve("table")));
    assertThat(fault.hasStruck()).isTrue();
    Dataset<Row> written = spark().read().parquet(directory().resolve("table").toString());
    assertThat(written.selectExpr("count(*)", "count(DISTINCT id)").collectAsList().toString())
        .isEqualTo(List.of("[" + ROWS + "," + ROWS + "]").toString());
  }
}
