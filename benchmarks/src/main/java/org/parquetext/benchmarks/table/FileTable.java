package org.parquetext.benchmarks.table;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The rows of a file, or of all files below a folder; see {@link InputFormat}.
 *
 * @param path as Spark takes it
 */
public record FileTable(String path) implements BenchmarkTable {

  private static final String NUMBER = "number of the row in the file";

  /** The file's own name, without its folder. */
  @Override
  public String name() {
    return new Path(path).getName();
  }

  @Override
  public Dataset<Row> generate(SparkSession session, int parts) throws IOException {
    Dataset<Row> rows = InputFormat.read(session, path, Map.of()).coalesce(1);
    if (parts == 1) {
      return rows;
    }
    // Contiguous parts: a row keeps its neighbours, on which its encoded size depends.
    Column number = functions.col(NUMBER);
    return rows.withColumn(NUMBER, functions.monotonically_increasing_id())
        .repartitionByRange(parts, number)
        .sortWithinPartitions(number)
        .drop(NUMBER);
  }
}
