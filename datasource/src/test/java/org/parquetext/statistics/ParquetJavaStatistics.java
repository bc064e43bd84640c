package org.parquetext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.parquet.column.statistics.Statistics;

/** Equality with the statistics that parquet-java collects value by value. */
final class ParquetJavaStatistics {

  private ParquetJavaStatistics() {}

  /** {@code values} holds what parquet-java collected from the values, not yet the nulls. */
  static void assertSame(
      ValueRange range, Statistics<?> values, long nullCount, String description) {
    values.incrementNumNulls(nullCount);
    Statistics<?> actual = range.toStatistics(nullCount);
    assertThat(range.isEmpty()).as(description).isEqualTo(!values.hasNonNullValue());
    assertThat(actual).as(description).hasSameClassAs(values);
    assertThat(actual.type()).as(description).isEqualTo(values.type());
    assertThat(actual.hasNonNullValue()).as(description).isEqualTo(values.hasNonNullValue());
    assertThat(actual.getNumNulls()).as(description).isEqualTo(nullCount);
    assertThat(actual.getMinBytes()).as(description).isEqualTo(values.getMinBytes());
    assertThat(actual.getMaxBytes()).as(description).isEqualTo(values.getMaxBytes());
    assertThat((Object) actual.genericGetMin()).as(description).isEqualTo(values.genericGetMin());
    assertThat((Object) actual.genericGetMax()).as(description).isEqualTo(values.genericGetMax());
  }
}
