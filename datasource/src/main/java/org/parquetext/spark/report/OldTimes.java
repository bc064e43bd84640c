package org.parquetext.spark.report;

import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.parquetext.spark.conf.FooterKeys;

/** How a file holds the dates and timestamps that the Julian calendar has otherwise. */
enum OldTimes {
  /** As readers see them. */
  AS_READ,

  /** So that Spark's readers change them ({@code RebaseDateTime}), as the footer tells them to. */
  REBASED;

  static OldTimes of(ParquetMetadata footer) {
    return footer.getFileMetaData().getKeyValueMetaData().containsKey(FooterKeys.LEGACY_DATETIME)
        ? REBASED
        : AS_READ;
  }

  /** Whether readers see other bounds than those. */
  boolean change(PrimitiveType type, Statistics<?> bounds) {
    if (this == AS_READ) {
      return false;
    }
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DateLogicalTypeAnnotation) {
      return (Integer) bounds.genericGetMin() < RebaseDateTime.lastSwitchJulianDay();
    }
    return logical instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.isAdjustedToUTC()
        && (Long) bounds.genericGetMin() < lastSwitch(unit(timestamp));
  }

  /** From which on nothing is changed. */
  private static long lastSwitch(TimeUnit unit) {
    return unit.convert(RebaseDateTime.lastSwitchJulianTs(), TimeUnit.MICROSECONDS);
  }

  private static TimeUnit unit(TimestampLogicalTypeAnnotation type) {
    return switch (type.getUnit()) {
      case MILLIS -> TimeUnit.MILLISECONDS;
      case MICROS -> TimeUnit.MICROSECONDS;
      case NANOS -> TimeUnit.NANOSECONDS;
    };
  }
}
