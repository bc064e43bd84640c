package org.parquetext.benchmarks.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.command.CommandRun;

class EncoderBenchmarkTest {

  @Test
  void reportsEveryKindWithEveryVariation() {
    CommandRun run = run();

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    List<String> expected = new ArrayList<>();
    for (ColumnKind kind : ColumnKind.values()) {
      for (Variation variation : Variation.values()) {
        expected.add(kind + " " + variation);
      }
    }
    assertThat(rows(run))
        .extracting(row -> row[0] + " " + row[1])
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void countsTheBytesOfEachValue() {
    CommandRun run = run("--kind", "primitive,bool", "--variation", "default");

    assertThat(rows(run))
        .as("four columns of 4 to 8 random bytes, one of a bit")
        .extracting(row -> row[0] + " " + (int) Double.parseDouble(row[4]))
        .containsExactly("primitive 6", "bool 0");
  }

  private static List<String[]> rows(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("| "))
        .skip(2)
        .map(line -> line.substring(2).split("\\s*\\|\\s*"))
        .toList();
  }

  private static CommandRun run(String... arguments) {
    Stream<String> fixed =
        Stream.of(
            "encoders",
            "--rows",
            "5000",
            "--forks",
            "0",
            "--warm-ups",
            "0",
            "--iterations",
            "1",
            "--milliseconds",
            "1",
            "--verbose");
    return CommandRun.of(
        Benchmarks.commandLine(),
        Stream.concat(fixed, Stream.of(arguments)).toArray(String[]::new));
  }
}
