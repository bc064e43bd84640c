package org.parquetext.file;

import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * What of a chunk's statistics is held for the footer. Parquet-java leaves out bounds longer than
 * {@link ParquetMetadataConverter#MAX_STATS_SIZE}, when the file ends. Until then each row group
 * would hold them: values of megabytes, of which nobody counts the memory.
 */
final class FooterStatistics {

  private static final byte[] TOO_LONG =
      new byte[Math.toIntExact(ParquetMetadataConverter.MAX_STATS_SIZE)];

  private FooterStatistics() {}

  /**
   * The statistics; where the footer leaves their bounds out, others that it leaves out in the same
   * way, and that share their bounds.
   *
   * @param truncateLength to which the footer truncates the bounds of binary values
   */
  static Statistics<?> of(Statistics<?> statistics, int truncateLength) {
    return statistics == null || fit(statistics, truncateLength) ? statistics : tooLong(statistics);
  }

  private static boolean fit(Statistics<?> statistics, int truncateLength) {
    long max = ParquetMetadataConverter.MAX_STATS_SIZE;
    return statistics.isSmallerThan(max)
        || statistics instanceof BinaryStatistics binary
            && binary.isSmallerThanWithTruncation(max, truncateLength);
  }

  /**
   * Not empty ones: of these the footer has none, of those with long bounds some without fields.
   */
  private static Statistics<?> tooLong(Statistics<?> statistics) {
    return Statistics.getBuilderForReading(statistics.type())
        .withMin(TOO_LONG)
        .withMax(TOO_LONG)
        .withNumNulls(statistics.getNumNulls())
        .build();
  }
}
