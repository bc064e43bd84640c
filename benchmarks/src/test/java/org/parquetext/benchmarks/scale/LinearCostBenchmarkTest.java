package org.parquetext.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.command.CommandRun;

class LinearCostBenchmarkTest {

  @TempDir Path folder;

  @Test
  void comparesTheLargerTablesWithTheLeastOne() {
    CommandRun run =
        CommandRun.of(
            Benchmarks.commandLine(),
            "spark-scale",
            "linear",
            "--setting",
            "one-core",
            "--rows",
            "1000",
            "--columns",
            "2",
            "--times",
            "5",
            "--cardinality",
            "low",
            "--codec",
            "none,zstd:1",
            "--warm-ups",
            "0",
            "--iterations",
            "1",
            "--folder",
            folder.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("### linear, one-core", "5,000 rows in 1 partition(s)");
    assertThat(lines(run))
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("2 columns × 1,000 rows none 0.0 ").endsWith(" 1.00"),
            line -> assertThat(line).startsWith("2 columns × 5,000 rows none 0.0 "),
            line -> assertThat(line).startsWith("10 columns × 1,000 rows none 0.0 "),
            line ->
                assertThat(line).startsWith("2 columns × 1,000 rows zstd:1 0.0 ").endsWith(" 1.00"),
            line -> assertThat(line).startsWith("2 columns × 5,000 rows zstd:1 0.0 "),
            line -> assertThat(line).startsWith("10 columns × 1,000 rows zstd:1 0.0 "));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksForAPart() {
    CommandRun run = CommandRun.of(Benchmarks.commandLine(), "spark-scale");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("name a part: linear or memory");
  }

  /** The cells of each line of the last table, the first without the kind of values. */
  private static List<String> lines(CommandRun run) {
    return run.out()
        .lines()
        .dropWhile(line -> !line.startsWith("**CPU time by value:**"))
        .filter(line -> line.startsWith("| "))
        .skip(2)
        .map(line -> line.replace("simple, low cardinality, ", "").replaceAll("[ |]+", " ").strip())
        .toList();
  }
}
