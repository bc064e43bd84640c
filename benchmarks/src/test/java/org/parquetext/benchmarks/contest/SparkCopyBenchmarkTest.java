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

class SparkCopyBenchmarkTest {

  private static final int ROWS = 200;

  @TempDir Path folder;

  @Test
  void reportsEveryCopyAndItsRatio() {
    CommandRun run = run("--table", "simple-low", "--codec", "snappy");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("### one-core", "200 rows in 1 partition(s)", "1 snappy Parquet file(s)")
        .doesNotContain("net s");
    assertThat(lines(run.out().lines().takeWhile(line -> !line.startsWith("**Against"))))
        .map(cells -> cells.get(0) + " " + cells.get(1))
        .containsExactly(
            "noop ",
            "parquet snappy",
            "parquet-ext batches snappy",
            "parquet-ext rows snappy",
            "parquet-ext batches / parquet snappy",
            "parquet-ext rows / parquet snappy");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void comparesTheCopiesWithTheBuiltInWritersForEachTable(@TempDir Path input) throws IOException {
    String lines = "text\n".repeat(ROWS + 1);
    Path file = Files.writeString(input.resolve("texts.csv"), lines);

    CommandRun run = run("--table", "lineitem," + file, "--scale", "0.001", "--codec", "zstd:3");

    assertThat(run.err()).isEmpty();
    assertThat(lines(run.out().lines().dropWhile(line -> !line.startsWith("**Against parquet:**"))))
        .map(cells -> String.join(" ", cells.subList(0, 3)))
        .containsExactly(
            "lineitem scale 0.001 parquet-ext batches zstd:3",
            "lineitem scale 0.001 parquet-ext rows zstd:3",
            "texts.csv parquet-ext batches zstd:3",
            "texts.csv parquet-ext rows zstd:3");
  }

  @Test
  void failsIfTheWriterGetsNoBatches() {
    CommandRun run =
        run("--table", "simple-low", "--conf", "spark.sql.parquet.enableVectorizedReader=false");

    assertThat(run.status()).isNotZero();
    assertThat(run.err())
        .contains(
            "Cannot measure parquet-ext batches: it got 0 rows in batches and 200 one by one",
            "RowInput rows, since Scan parquet gives rows");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failsIfTheWriterGetsBatchesInsteadOfRows() {
    CommandRun run = run("--table", "simple-high", "--conf", "spark.sql.extensions=");

    assertThat(run.status()).isNotZero();
    assertThat(run.err())
        .contains("Cannot measure parquet-ext rows: it got 200 rows in batches and 0 one by one");
  }

  /** The cells of the tables' lines, without their headers. */
  private static List<List<String>> lines(Stream<String> report) {
    return report
        .filter(line -> line.startsWith("| "))
        .skip(2)
        .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  private CommandRun run(String... arguments) {
    Stream<String> fixed =
        Stream.of(
            "spark-copy",
            "--setting",
            "one-core",
            "--rows",
            Integer.toString(ROWS),
            "--columns",
            "4",
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
