package org.parquetext.file;

import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * What of a chunk's statistics goes into the footer. Parquet-java leaves out those whose bounds are
 * longer than {@link ParquetMetadataConverter#MAX_STATS_SIZE}, when the file ends. Until then each
 * row group would hold them: values of megabytes, of which nobody counts the memory.
 */
final class FooterStatistics {

  private FooterStatistics() {}

  /**
   * The statistics, or empty ones where the footer leaves them out.
   *
   * @param truncateLength to which the footer truncates the bounds of binary values
   */
  static Statistics<?> of(Statistics<?> statistics, int truncateLength) {
    return statistics == null || fit(statistics, truncateLength)
        ? statistics
        : Statistics.getBuilderForReading(statistics.type()).build();
  }

  private static boolean fit(Statistics<?> statistics, int truncateLength) {
    long max = ParquetMetadataConverter.MAX_STATS_SIZE;
    return statistics.isSmallerThan(max)
        || statistics instanceof BinaryStatistics binary
            && binary.isSmallerThanWithTruncation(max, truncateLength);
  }
}
