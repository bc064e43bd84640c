package org.parquetext.integration.cluster.job;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Fails unless Delta reads the rows of a write, all of them once, and no others. */
public final class DeltaRead {
  private DeltaRead() {}

  /** Reads the table that the {@link WriteApplication} of the arguments has written. */
  public static void main(String[] arguments) throws IOException {
    TableWrite write = WriteApplication.parse(arguments).write();
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      Dataset<Row> table = spark.read().format("delta").load(write.path());
      Row found =
          table
              .selectExpr(
                  "count(*)",
                  "count(DISTINCT id)",
                  "count_if(%s)".formatted(TableWrite.rightValues()),
                  "min(id)",
                  "max(id)")
              .head();
      long last = write.firstId() + write.rows() - 1;
      String expected = "[%1$d,%1$d,%1$d,%2$d,%3$d]".formatted(write.rows(), write.firstId(), last);
      if (!found.toString().equals(expected)) {
        throw new IllegalStateException(write + ": " + found + " and not " + expected);
      }
    }
  }
}
