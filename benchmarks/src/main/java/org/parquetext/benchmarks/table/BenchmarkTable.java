package org.parquetext.benchmarks.table;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table that writers are measured with. */
public interface BenchmarkTable {

  /** What the report calls it. */
  String name();

  /**
   * A table that makes its rows each time it is scanned. Which rows it has, and in which order,
   * does not depend on the number of parts.
   *
   * @param parts the number of partitions, about equally large
   * @throws IOException if the rows are those of a file that cannot be read
   */
  Dataset<Row> generate(SparkSession session, int parts) throws IOException;
}
