package org.parquetext.spark.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregationTest {

  private static final long MILLIS = 1_000_000;

  /** As Spark does, which knows no more than the name of the class. */
  private static String aggregate(WriteMetric metric, long... values) throws Exception {
    CustomMetric made =
        (CustomMetric)
            Class.forName(metric.definition().getClass().getName()).getConstructor().newInstance();
    return made.aggregateTaskMetrics(values);
  }

  @Test
  void numbersAddUp() throws Exception {
    assertThat(aggregate(WriteMetric.FILES, 1, 0, 3_003)).isEqualTo("3,004");
  }

  @Test
  void bytesAddUp() throws Exception {
    assertThat(aggregate(WriteMetric.BYTES, 1 << 20, 2 << 20)).isEqualTo("3.0 MiB");
  }

  @Test
  void ofPeaksTheHighestCounts() throws Exception {
    assertThat(aggregate(WriteMetric.PEAK_BUFFERED_BYTES, 1 << 20, 5 << 20, 0))
        .isEqualTo("5.0 MiB");
  }

  @Test
  void timesAddUpAndShowHowTheyAreSpread() throws Exception {
    assertThat(
            aggregate(WriteMetric.ENCODE_TIME, 900 * MILLIS, 10 * MILLIS, 400_000, 2_000 * MILLIS))
        .isEqualTo("2.9 s (min 0 ms, med 900 ms, max 2.0 s)");
  }

  @Test
  void aSingleTimeStandsAlone() throws Exception {
    assertThat(aggregate(WriteMetric.ENCODE_TIME, 12 * MILLIS)).isEqualTo("12 ms");
  }

  @Test
  void timesOfTheDriverStandAloneWhateverTasksThereAre() throws Exception {
    assertThat(aggregate(WriteMetric.JOB_COMMIT_TIME, 0, 0, 12 * MILLIS)).isEqualTo("12 ms");
  }

  @ParameterizedTest
  @EnumSource
  void everyMetricHasAValueWithoutTasks(WriteMetric metric) throws Exception {
    assertThat(aggregate(metric)).matches("0( ms|\\.0 B)?");
  }

  @Test
  void namesAreUnique() {
    assertThat(Arrays.stream(WriteMetric.definitions()).map(CustomMetric::name))
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(WriteMetric.definitions()).map(CustomMetric::description))
        .doesNotHaveDuplicates();
  }
}
