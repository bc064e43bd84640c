package org.parquetext.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FooterStatisticsTest {

  private static final PrimitiveType TYPE =
      Types.optional(PrimitiveTypeName.BINARY).named("column");

  /** Two bounds of some bytes each, of which the footer holds less than 4,096. */
  @ParameterizedTest
  @CsvSource({
    "2047, 2147483647, true",
    "2048, 2147483647, false",
    "10000000, 2147483647, false",
    "10000000, 2047, true"
  })
  void boundsThatTheFooterLeavesOutAreNotHeld(int bytes, int truncateLength, boolean held) {
    Statistics<?> statistics = Statistics.createStats(TYPE);
    statistics.updateStats(Binary.fromConstantByteArray(new byte[bytes]));
    statistics.incrementNumNulls(3);
    Statistics<?> kept = FooterStatistics.of(statistics, truncateLength);
    assertThat(kept == statistics).isEqualTo(held);
    assertThat(kept.isEmpty()).isFalse();
    assertThat(kept.getNumNulls()).isEqualTo(statistics.getNumNulls());
    assertThat(ParquetMetadataConverter.toParquetStatistics(kept, truncateLength))
        .isEqualTo(ParquetMetadataConverter.toParquetStatistics(statistics, truncateLength));
  }
}
