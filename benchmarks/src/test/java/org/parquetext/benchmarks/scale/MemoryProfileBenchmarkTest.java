package org.parquetext.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.command.CommandRun;

class MemoryProfileBenchmarkTest {

  @TempDir Path folder;

  @Test
  void showsTheMemoryOfEachTenthOfTheWrite() {
    CommandRun run = run("--bytes", "2m");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("### memory, two-tasks", "12 columns × 9,157 rows:** 2.1 MB of values in 2");
    List<String> rows = run.out().lines().filter(line -> line.startsWith("| ")).skip(2).toList();
    assertThat(rows)
        .map(row -> row.split("\\|")[1].strip())
        .containsExactly(
            "10 %",
            "20 %", "30 %", "40 %", "50 %", "60 %", "70 %", "80 %", "90 %", "100 %", "peak");
    String[] peak = rows.get(10).split("\\s*\\|\\s*");
    assertThat(Stream.of(peak[4], peak[7], peak[8]).map(cell -> cell.replace(",", "")))
        .as("heap, resident and buffered")
        .map(Double::parseDouble)
        .allMatch(megabytes -> megabytes > 0);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesASizeThatIsNone() {
    CommandRun run = run("--bytes", "much");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("--bytes", "much");
  }

  private CommandRun run(String... arguments) {
    Stream<String> fixed =
        Stream.of("spark-scale", "memory", "--setting", "two-tasks", "--folder", folder.toString());
    return CommandRun.of(
        Benchmarks.commandLine(),
        Stream.concat(fixed, Stream.of(arguments)).toArray(String[]::new));
  }
}
