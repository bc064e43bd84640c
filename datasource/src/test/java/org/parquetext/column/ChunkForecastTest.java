package org.parquetext.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChunkForecastTest {

  /** Of page headers. */
  private static final Offset<Long> HEADERS = within(100L);

  private final ChunkForecast forecast = new ChunkForecast();

  @Test
  void expectsNoCompressionOfAFirstPage() {
    forecast.of(0, 10_000, 100, 0, 0);

    assertThat(forecast.finishedBytes()).isZero();
    assertThat(forecast.expectedBytes()).isCloseTo(10_000, HEADERS);
    assertThat(forecast.atMostBytes()).isCloseTo(10_000, HEADERS);
    assertThat(forecast.pages()).isZero();
  }

  @Test
  void expectsAnOpenPageToCompressAsThoseBefore() {
    forecast.addPage(100_000, 10_000);
    forecast.startChunk();
    forecast.addPage(100_000, 10_000);
    forecast.of(10_000, 50_000, 100, 0, 0);

    assertThat(forecast.finishedBytes()).isEqualTo(10_000);
    assertThat(forecast.expectedBytes()).isCloseTo(15_000, HEADERS);
    assertThat(forecast.believedBytes()).isCloseTo(30_000, HEADERS);
    assertThat(forecast.atMostBytes()).isCloseTo(60_000, HEADERS);
    assertThat(forecast.pages()).isEqualTo(1);
  }

  @Test
  void followsThePagesAndRemembersTheWorst() {
    forecast.addPage(100_000, 90_000);
    for (int page = 0; page < 10; page++) {
      forecast.addPage(100_000, 1_000);
    }
    forecast.of(0, 100_000, 100, 0, 0);

    assertThat(forecast.expectedBytes()).isCloseTo(1_000, within(200L));
    assertThat(forecast.believedBytes()).isBetween(70_000L, 90_000L);
  }

  @Test
  void anEmptyPageTellsNothingOfTheNext() {
    forecast.addPage(100_000, 10_000);
    forecast.addPage(0, 40);
    forecast.of(10_040, 10_000, 100, 0, 0);

    assertThat(forecast.expectedBytes()).isCloseTo(11_040, HEADERS);
  }

  @Test
  void aDictionaryIsCertainOnceItWasCompressed() {
    forecast.of(1_000, 0, 0, 8_000, 0);
    assertThat(forecast.finishedBytes()).isEqualTo(1_000);
    assertThat(forecast.expectedBytes()).isCloseTo(9_000, HEADERS);

    forecast.addDictionary(8_000, 2_000);
    forecast.of(1_000, 0, 0, 8_000, 0);
    assertThat(forecast.finishedBytes()).isEqualTo(3_000);
    assertThat(forecast.expectedBytes()).isCloseTo(3_000, HEADERS);
    assertThat(forecast.atMostBytes()).isCloseTo(3_000, HEADERS);
  }

  @Test
  void aBloomFilterIsCertainWithTheFirstPage() {
    forecast.of(0, 100, 10, 0, 5_000);
    assertThat(forecast.finishedBytes()).isZero();
    assertThat(forecast.expectedBytes()).isCloseTo(5_100, HEADERS);

    forecast.addPage(100, 100);
    forecast.of(100, 0, 0, 0, 5_000);
    assertThat(forecast.finishedBytes()).isEqualTo(5_100);
  }
}
