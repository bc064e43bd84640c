package org.parquetext.benchmarks.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.command.CommandRun;

class ArrowWriteBenchmarkTest {

  @TempDir Path folder;

  @AfterEach
  void leavesNoFiles() {
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void reportsEveryWriter(InputTable table) {
    CommandRun run = run("--table", table.toString(), "--codec", "none", "--codec", "zstd");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("### " + table);
    List<String> rows = run.out().lines().filter(line -> line.startsWith("| ")).skip(2).toList();
    assertThat(rows)
        .map(row -> row.replaceAll("\\s*\\|\\s*", " ").strip())
        .satisfiesExactly(
            row -> assertThat(row).startsWith("floor none 1 "),
            row -> assertThat(row).startsWith("parquet-ext none 1 "),
            row -> assertThat(row).startsWith("parquet-ext none 2 "),
            row -> assertThat(row).startsWith("duckdb none 1 "),
            row -> assertThat(row).startsWith("duckdb none 2 "),
            row -> assertThat(row).startsWith("arrow-cpp none 1 "),
            row -> assertThat(row).startsWith("parquet-java none 1 "),
            row -> assertThat(row).startsWith("floor zstd 3 1 "),
            row -> assertThat(row).startsWith("parquet-ext zstd 3 1 "),
            row -> assertThat(row).startsWith("parquet-ext zstd 3 2 "),
            row -> assertThat(row).startsWith("duckdb zstd 3 1 "),
            row -> assertThat(row).startsWith("duckdb zstd 3 2 "),
            row -> assertThat(row).startsWith("parquet-java zstd 3 1 "));
  }

  @Test
  void measuresTheNamedWritersOnly() {
    CommandRun run =
        run("--table", "simple-low", "--codec", "snappy", "--writer", "floor,parquet-java");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("| floor ", "| parquet-java ");
    assertThat(run.out()).doesNotContain("| duckdb ", "| parquet-ext ");
  }

  @Test
  void savesTheTableOnly(@TempDir Path saved) {
    CommandRun run = run("--table", "simple-high", "--save-to", saved.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(saved.resolve("table.parquet")).isNotEmptyFile();
  }

  @Test
  void failsOnAnUnknownCodec() {
    CommandRun run = run("--table", "simple-low", "--codec", "middle-out");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("arrow-write failed", "middle-out");
  }

  private CommandRun run(String... arguments) {
    Stream<String> fixed =
        Stream.of(
            "arrow-write",
            "--scale",
            "0.001",
            "--rows",
            "70000",
            "--columns",
            "3",
            "--warm-ups",
            "1",
            "--iterations",
            "2",
            "--verbose",
            "--folder",
            folder.toString());
    return CommandRun.of(
        Benchmarks.commandLine(),
        Stream.concat(fixed, Stream.of(arguments)).toArray(String[]::new));
  }
}
