package org.parquetext.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.Benchmarks;
import org.parquetext.benchmarks.command.CommandRun;

class SparkWriteBenchmarkTest {

  private static final String FORMAT = "parquet-ext";

  @TempDir Path folder;

  @Test
  void reportsEveryWriterAndTheirRatio() {
    CommandRun run = run("--codec", "snappy", "--codec", "gzip");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("### two-tasks", "6,005 rows in 2 partition(s)");
    List<String> rows = run.out().lines().filter(line -> line.startsWith("| ")).toList();
    assertThat(rows)
        .map(row -> row.split("\\|")[1].strip() + row.split("\\|")[2])
        .satisfiesExactly(
            row -> assertThat(row).startsWith("writer"),
            row -> assertThat(row).startsWith("---"),
            row -> assertThat(row).startsWith("noop"),
            row -> assertThat(row).startsWith("parquet").contains("snappy"),
            row -> assertThat(row).startsWith(FORMAT).contains("snappy"),
            row -> assertThat(row).startsWith(FORMAT + " / parquet").contains("snappy"),
            row -> assertThat(row).startsWith("parquet").contains("gzip"),
            row -> assertThat(row).startsWith(FORMAT).contains("gzip"),
            row -> assertThat(row).startsWith(FORMAT + " / parquet").contains("gzip"));
  }

  @Test
  void leavesNoFiles() {
    run("--codec", "snappy");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failsOnAnUnknownCodecAndLeavesNoFiles() {
    CommandRun run = run("--codec", "middle-out");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("spark-write failed", "middle-out");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksForASetting() {
    CommandRun run = CommandRun.of(Benchmarks.commandLine(), "spark-write");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("--setting", "one-core, one-task-two-cores, two-tasks");
  }

  @Test
  void refusesToMeasureNothing() {
    CommandRun run =
        CommandRun.of(
            Benchmarks.commandLine(), "spark-write", "--setting", "two-tasks", "--iterations", "0");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("--iterations must be at least 1, but is 0");
  }

  private CommandRun run(String... arguments) {
    Stream<String> fixed =
        Stream.of(
            "spark-write",
            "--setting",
            "two-tasks",
            "--scale",
            "0.001",
            "--warm-ups",
            "1",
            "--iterations",
            "2",
            "--folder",
            folder.toString());
    return CommandRun.of(
        Benchmarks.commandLine(),
        Stream.concat(fixed, Stream.of(arguments)).toArray(String[]::new));
  }
}
