package org.parquetext.spark.conf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parquetext.spark.LocalSpark;

/** Configurations of writes of one table, in a session of the test's own. */
@ExtendWith(LocalSpark.class)
abstract class WriteConfTest {

  static final String OWN = "spark.datasource.parquet-ext.";

  SparkSession spark;
  private final Map<String, String> hadoopBefore = new LinkedHashMap<>();
  List<String> partitions = List.of();

  @BeforeEach
  void prepare(SparkSession session) {
    spark = session;
  }

  @AfterEach
  void restoreTheSharedHadoopConfiguration() {
    hadoopBefore.forEach(
        (key, value) -> {
          if (value == null) {
            spark.sparkContext().hadoopConfiguration().unset(key);
          } else {
            spark.sparkContext().hadoopConfiguration().set(key, value);
          }
        });
  }

  void hadoop(String key, String value) {
    if (!hadoopBefore.containsKey(key)) {
      hadoopBefore.put(key, spark.sparkContext().hadoopConfiguration().get(key));
    }
    spark.sparkContext().hadoopConfiguration().set(key, value);
  }

  SparkWriteConf conf(String... keysAndValues) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    StructType schema = StructType.fromDDL("id bigint, UserId string, ts timestamp, p string");
    boolean caseSensitive = spark.sessionState().conf().caseSensitiveAnalysis();
    WriteColumns columns = WriteColumns.of(schema, partitions, caseSensitive);
    return new SparkWriteConf(spark, options, columns);
  }
}
