package org.parquetext.integration.objectstore;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * A program: writes a table, each of whose tasks fails at first when it has uploaded parts of its
 * file, in a Spark that tries tasks again. Arguments: the path, then settings as key and value.
 */
final class RetriedWrite {
  private RetriedWrite() {}

  public static void main(String[] arguments) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2,3]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.session.timeZone", "UTC");
    for (int i = 1; i < arguments.length; i += 2) {
      builder.config(arguments[i], arguments[i + 1]);
    }
    SparkSession spark = builder.getOrCreate();
    try {
      spark
          .udf()
          .register("failFirst", (UDF1<Long, Long>) RetriedWrite::failFirst, DataTypes.LongType);
      Dataset<Row> rows =
          WideTable.rows(spark, 0, 2 * WideTable.ROWS_OF_TWO_PARTS, 2)
              .selectExpr("failFirst(id) AS id", "p", "text");
      WideTable.writer(rows, SaveMode.Append).save(arguments[0]);
    } finally {
      spark.stop();
    }
  }

  /** Fails the first attempt of a task at its last row. */
  private static long failFirst(long id) {
    if (id % WideTable.ROWS_OF_TWO_PARTS == WideTable.ROWS_OF_TWO_PARTS - 1
        && TaskContext.get().attemptNumber() == 0) {
      throw new IllegalStateException("the first attempt fails");
    }
    return id;
  }
}
