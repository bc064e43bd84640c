package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.fs.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStoresTest {

  @ParameterizedTest
  @CsvSource({
    "s3a://bucket/table, true",
    "S3A://bucket/table, true",
    "gs://bucket/table, true",
    "abfss://container@account.dfs.core.windows.net/table, true",
    "hdfs://name:8020/table, false",
    "file:/table, false",
    "/table, false"
  })
  void areKnownByTheirSchemes(String path, boolean expected) {
    assertThat(ObjectStores.hold(new Path(path))).isEqualTo(expected);
  }
}
