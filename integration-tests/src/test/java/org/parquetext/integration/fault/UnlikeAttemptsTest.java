package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.Fault.Operation;
import org.parquetext.integration.fixture.Fault.Trait;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.TableDirectory;

/** An attempt of a task makes other files than the one before it, as of rows that are random. */
class UnlikeAttemptsTest extends FaultTest {
  private static final long ROWS = 100;
  private static final int FILES_OF_ATTEMPT = 2;

  /** The second algorithm moves files already when a task commits. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nothingIsVisibleOfTheAttemptThatDiedWhileItCommitted(int committer) {
    AtomicInteger renames = new AtomicInteger();
    Fault fault =
        Fault.by(
            call -> {
              if (call.operation() == Operation.RENAME_HALFWAY
                  && renames.incrementAndGet() == FILES_OF_ATTEMPT) {
                throw new IOException(Fault.MESSAGE);
              }
            },
            Trait.RENAMES_BY_COPYING);
    UDF0<Integer> attempt = () -> TaskContext.get().attemptNumber();
    spark()
        .range(0, ROWS, 1, 1)
        .withColumn("p", functions.udf(attempt, DataTypes.IntegerType).asNondeterministic().apply())
        .write()
        .format(FormatUnderTest.NAME)
        .partitionBy("p")
        .option("maxRecordsPerFile", ROWS / FILES_OF_ATTEMPT)
        .option("mapreduce.fileoutputcommitter.algorithm.version", committer)
        .save(fault.pathTo(directory().resolve("table")));
    assertThat(fault.hasStruck()).isTrue();
    assertThat(new TableDirectory(directory().resolve("table")).names())
        .contains("p=1/")
        .doesNotContain("p=0/", "_temporary/");
    Row found =
        spark()
            .read()
            .parquet(directory().resolve("table").toString())
            .selectExpr("count(DISTINCT id)", "count(*)")
            .head();
    assertThat(found).hasToString("[%d,%d]".formatted(ROWS, ROWS));
  }
}
