package org.parquetext.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parquetext.benchmarks.meter.Usage;

class ContenderTest {

  @Test
  void reportsTheMiddleOfAnOddNumber() {
    assertThat(contender(9, 1, 2).median(measured -> measured.write().wallSeconds())).isEqualTo(2);
  }

  @Test
  void reportsTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    assertThat(contender(9, 1, 2, 4).median(measured -> measured.write().wallSeconds()))
        .isEqualTo(3);
  }

  @Test
  void reportsTheExtremes() {
    Contender contender = contender(3, 1, 2);

    assertThat(contender.min(measured -> measured.write().wallSeconds())).isEqualTo(1);
    assertThat(contender.max(measured -> measured.write().wallSeconds())).isEqualTo(3);
  }

  private static Contender contender(double... wallSeconds) {
    Contender contender = Contender.of("any");
    for (double seconds : wallSeconds) {
      contender.add(new Measurement(new Usage(seconds, 0, 0, 0, 0), Usage.NONE, 0));
    }
    return contender;
  }
}
