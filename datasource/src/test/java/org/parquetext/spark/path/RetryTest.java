package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.spark.LocalSpark;
import org.parquetext.spark.Tree;

@ExtendWith(LocalSpark.class)
class RetryTest {

  @Test
  void aTaskThatSucceedsLaterLeavesItsRowsOnce(SparkSession spark, @TempDir Path temporary) {
    Path table = temporary.resolve("table");
    Dataset<Long> rows =
        spark
            .range(0, 6000, 1, 2)
            .mapPartitions((MapPartitionsFunction<Long, Long>) RetryTest::failing, Encoders.LONG());
    rows.write().format("parquet-ext").save(table.toString());
    assertThat(Tree.parts(table)).hasSize(2);
    assertThat(spark.read().parquet(table.toString()).distinct().count()).isEqualTo(6000);
    assertThat(spark.read().parquet(table.toString()).count()).isEqualTo(6000);
  }

  private static Iterator<Long> failing(Iterator<Long> rows) {
    int attempt = TaskContext.get().attemptNumber();
    return new Iterator<>() {
      private int read;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Long next() {
        if (++read == 2500 && attempt == 0) {
          throw new IllegalStateException("first attempt");
        }
        return rows.next();
      }
    };
  }
}
