package org.parquetext.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContenderTest {

  @Test
  void reportsTheMiddleOfAnOddNumber() {
    assertThat(contender(9, 1, 2).median(Measurement::wallSeconds)).isEqualTo(2);
  }

  @Test
  void reportsTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    assertThat(contender(9, 1, 2, 4).median(Measurement::wallSeconds)).isEqualTo(3);
  }

  @Test
  void reportsTheExtremes() {
    Contender contender = contender(3, 1, 2);

    assertThat(contender.min(Measurement::wallSeconds)).isEqualTo(1);
    assertThat(contender.max(Measurement::wallSeconds)).isEqualTo(3);
  }

  private static Contender contender(double... wallSeconds) {
    Contender contender = new Contender("any", Map.of());
    for (double seconds : wallSeconds) {
      contender.add(new Measurement(seconds, 0, 0, 0));
    }
    return contender;
  }
}
