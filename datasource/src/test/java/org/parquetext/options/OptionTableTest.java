package org.parquetext.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionTableTest {

  @ParameterizedTest
  @EnumSource
  void hasOneRowForEveryOption(WriteOption option) {
    assertThat(OptionTable.markdown().lines())
        .filteredOn(line -> line.startsWith("| `" + option.documentedKey() + "` |"))
        .hasSize(1)
        .first()
        .asString()
        .contains(option.documentation(), option.defaultText());
  }

  @Test
  void showsDefaultColumnsAndKeysOfTheBuiltInWriter() {
    assertThat(OptionTable.markdown())
        .contains(
            "| `dictionaryEnabled` | `true` | yes | `parquet.enable.dictionary` | Whether a"
                + " dictionary is tried where `encoding` is auto |\n")
        .contains("| `spark.parquetext.encoder.threads` | the executor's cores | ");
  }

  @Test
  void hasAsManyCellsInEveryRowAsInItsHeader() {
    Stream.of(OptionTable.markdown().split("\n\n"))
        .forEach(
            table ->
                assertThat(table.lines().map(line -> line.split(" \\| ", -1).length).distinct())
                    .hasSize(1));
  }
}
