package org.parquetext.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {

  @Test
  void measuresFewRowsMoreOften() {
    assertThat(Rounds.ofRows(1_000).measured()).isEqualTo(15);
    assertThat(Rounds.ofRows(100_000).measured()).isEqualTo(5);
  }
}
