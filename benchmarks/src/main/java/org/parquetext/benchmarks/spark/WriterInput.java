package org.parquetext.benchmarks.spark;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;

/** How a writer is to get the rows of a query that ends in batches of columns. */
public enum WriterInput {
  /** However Spark plans it. */
  AS_PLANNED(Map.of(), plan -> true),
  /** The batches as they are: nothing makes rows of them. For writers of the V2 API. */
  BATCHES(Map.of(), WritePlan::handsBatchesOn),
  /**
   * One by one, made of the batches by Spark itself. For writers of the V2 API, in a session with
   * {@link RowInputExtension}.
   */
  ROWS(RowInputExtension.ROWS_ONLY, WritePlan::makesRowsOfBatches);

  private final Map<String, String> configuration;
  private final Predicate<WritePlan> expected;

  WriterInput(Map<String, String> configuration, Predicate<WritePlan> expected) {
    this.configuration = configuration;
    this.expected = expected;
  }

  /** What the session is told during a write. */
  public Map<String, String> configuration() {
    return configuration;
  }

  /**
   * Runs a write and looks at what Spark made of it.
   *
   * @param writer its name
   * @throws IllegalStateException if the writer has got its rows in another way
   */
  public void check(String writer, SparkSession session, Runnable write) {
    if (this == AS_PLANNED) {
      write.run();
      return;
    }
    WritePlan plan = WritePlan.of(session, write);
    if (!expected.test(plan)) {
      throw new IllegalStateException(
          "Cannot measure %s: it got %,d rows in batches and %,d one by one, by %s"
              .formatted(writer, plan.rowsInBatches(), plan.singleRows(), plan.input()));
    }
  }
}
