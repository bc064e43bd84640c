package org.parquetext.delta;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows whose partitions are known. */
final class TestRows {

  private TestRows() {}

  /** A partition, and so a task and a file of a write, for each list. */
  static Dataset<Row> onePartitionEach(
      SparkSession spark, StructType schema, List<List<Row>> partitions) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<Row> rows = context.parallelize(partitions, partitions.size()).flatMap(List::iterator);
    return spark.createDataFrame(rows, schema);
  }
}
