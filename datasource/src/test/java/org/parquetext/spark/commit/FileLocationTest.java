package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two paths are one place: decides what an overwrite may delete, and where rows go. */
class FileLocationTest {
  private final Configuration conf = new Configuration();

  private FileLocation at(String path) {
    return FileLocation.of(new Path(path), conf);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/events, /a/events, true",
    "/a/events, file:/a/events, true",
    "file:///a/events, file:/a/events, true",
    "/a/events, /a/other, false",
    "/a/events, /a/events/p=1, false",
    "s3a://one/events, s3a://one/events, true",
    "s3a://one/events, s3a://two/events, false",
    "s3a://one/events, /events, false",
    "s3a://one/events, s3://one/events, false",
    "hdfs://one:8020/events, abfs://one:8020/events, false"
  })
  void isCertainlyOnePlace(String one, String other, boolean expected) {
    assertThat(at(one).is(at(other))).isEqualTo(expected);
    assertThat(at(other).is(at(one))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/events, file:/a/events, true",
    "/a/events, /a/events/p=1, true",
    "/a/events, /a/events2, false",
    "s3a://one/events, s3a://one/events/p=1, true",
    "s3a://one/events, s3a://two/events, false",
    "s3a://one/events, /events, false",
    "s3a://one/events, s3://one/events, true",
    "s3a://ONE/events, s3://one/events, true",
    "s3a://key@one/events, s3a://other@one/events, false",
    "hdfs://one:8020/events, hdfs://one:9000/events, false",
    "hdfs://one:8020/events, hdfs://one/events, true"
  })
  void maySharePlaces(String one, String other, boolean expected) {
    assertThat(at(one).meets(at(other))).isEqualTo(expected);
    assertThat(at(other).meets(at(one))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/events, file:/a/events, true",
    "/a/events/p=1, file:/a/events, true",
    "/a, /a/events, false",
    "/a/events2, /a/events, false",
    "/a/events, /, true",
    "hdfs://one/events/p=1, hdfs://one:8020/events, true",
    "s3a://one/events/p=1, s3a://two/events, false"
  })
  void mayLieWithinAnother(String inner, String outer, boolean expected) {
    assertThat(at(inner).isWithin(at(outer))).isEqualTo(expected);
  }
}
