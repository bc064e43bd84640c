package org.parquetext.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.command.CommandRun;

class SparkGridBenchmarkTest {

  @TempDir Path folder;

  @Test
  void comparesTheWritersWithTheBuiltInOneForEachTable() {
    CommandRun run = run("--kind", "complex", "--rows", "20", "--codec", "zstd:1");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(summary(run))
        .containsExactly(
            "complex, low cardinality, 6 columns × 20 rows delta zstd:1",
            "complex, low cardinality, 6 columns × 20 rows parquet-ext zstd:1",
            "complex, high cardinality, 6 columns × 20 rows delta zstd:1",
            "complex, high cardinality, 6 columns × 20 rows parquet-ext zstd:1",
            "random with nulls, 6 columns × 20 rows delta zstd:1",
            "random with nulls, 6 columns × 20 rows parquet-ext zstd:1",
            "sparse, 6 columns × 20 rows delta zstd:1",
            "sparse, 6 columns × 20 rows parquet-ext zstd:1",
            "lineitem scale 0.001 delta zstd:1",
            "lineitem scale 0.001 parquet-ext zstd:1");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void takesAFile(@TempDir Path input) throws IOException {
    Path file = Files.writeString(input.resolve("three.csv"), "n\n1\n2\n3\n");

    CommandRun run =
        run("--table", file.toString(), "--codec", "none", "--writer", "parquet,parquet-ext");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("**three.csv:** 3 rows in 1 partition(s)");
    assertThat(summary(run)).containsExactly("three.csv parquet-ext none");
  }

  @Test
  void comparesCommitsToDeltaTables() {
    CommandRun run =
        run(
            "--table", "lineitem",
            "--codec", "snappy",
            "--writer", "delta,parquet-ext-delta,parquet-ext");

    assertThat(run.err()).isEmpty();
    assertThat(summary(run, "delta"))
        .containsExactly(
            "lineitem scale 0.001 parquet-ext-delta snappy",
            "lineitem scale 0.001 parquet-ext snappy");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesATableThatIsNotThere() {
    CommandRun run = run("--table", "lineitems");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("lineitems: it does not exist");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksForTwoWriters() {
    CommandRun run = run("--writer", "parquet");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("--writer must name at least two data sources");
  }

  private static List<String> summary(CommandRun run) {
    return summary(run, "parquet");
  }

  /** Table, writer and codec of each line. */
  private static List<String> summary(CommandRun run, String reference) {
    return run.out()
        .lines()
        .dropWhile(line -> !line.startsWith("**Against " + reference + ":**"))
        .filter(line -> line.startsWith("| "))
        .skip(2)
        .map(line -> line.split(" *\\| *"))
        .map(cells -> cells[1] + " " + cells[2] + " " + cells[3])
        .toList();
  }

  private CommandRun run(String... arguments) {
    Stream<String> fixed =
        Stream.of(
            "spark-grid",
            "--setting",
            "one-core",
            "--columns",
            "6",
            "--scale",
            "0.001",
            "--warm-ups",
            "0",
            "--iterations",
            "1",
            "--folder",
            folder.toString());
    return CommandRun.of(
        Benchmarks.commandLine(),
        Stream.concat(fixed, Stream.of(arguments)).toArray(String[]::new));
  }
}
