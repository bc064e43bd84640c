package org.parquetext.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void alignsTextLeftAndNumbersRight() {
    MarkdownTable table = new MarkdownTable("writer", "s");
    table.add("a", "10.5");

    StringWriter printed = new StringWriter();
    table.print(new PrintWriter(printed, true));

    assertThat(printed.toString().lines())
        .containsExactly("| writer |    s |", "| ------ | ---: |", "| a      | 10.5 |");
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatThrownBy(() -> new MarkdownTable("writer", "s").add("a"))
        .hasMessageContaining("Expected 2 cells");
  }
}
