package org.parquetext.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.command.CommandRun;

class QuickstartTest {

  private static final String FORMAT = "parquet-ext";

  @TempDir Path folder;

  @Test
  void writesLineitemTwiceIntoATemporaryFolderAndSaysWhere() throws IOException {
    CommandRun run = run("--scale", "0.001", "--option", "compression=zstd");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("the same 6,005 rows");
    try (Stream<Path> made = Files.list(folder)) {
      List<Path> tables = made.toList();
      assertThat(tables).hasSize(1);
      assertThat(run.out())
          .contains(tables.get(0) + "/built-in", tables.get(0) + "/parquet-ext", ".zstd.parquet");
    }
  }

  @Test
  void partitionsACsvFile() throws IOException {
    Path input = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,x\n2,y\n3,x\n");
    Path output = folder.resolve("out");

    CommandRun run = run("--partition-by", "b", input.toString(), output.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("the same 3 rows");
    assertThat(output.resolve("parquet-ext/b=x")).isDirectory();
  }

  @Test
  void appendsWhenToldTo() throws IOException {
    Path input = Files.writeString(folder.resolve("rows.json"), "{\"a\":1}\n{\"a\":2}\n");
    String output = folder.resolve("out").toString();

    run(input.toString(), output);
    CommandRun run = run("--mode", "append", input.toString(), output);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("the same 4 rows");
  }

  @Test
  void explainsOptionsWithoutWriting() throws IOException {
    Path input = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,x\n");
    Path output = folder.resolve("out");

    CommandRun run =
        run(
            "--explain-options",
            "--option",
            "compression#A=gzip",
            "--conf",
            "parquet.page.size=64k",
            input.toString(),
            output.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("compression#a = gzip (an option of the write")
        .contains("pageSizeBytes = 64k (the session configuration, as `parquet.page.size`)")
        .contains("rowGroupSizeBytes = 128m (default)");
    assertThat(output).doesNotExist();
  }

  @Test
  void failsOnOutputThatExists() throws IOException {
    Path input = Files.writeString(folder.resolve("rows.csv"), "a\n1\n");
    Path output = Files.createDirectories(folder.resolve("out/parquet-ext")).getParent();

    CommandRun run = run(input.toString(), output.toString());

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("quickstart failed", "already exists");
  }

  @Test
  void failsWhenTheTablesDiffer() throws IOException {
    Path input = Files.writeString(folder.resolve("rows.csv"), "a\n1\n");
    Path output = folder.resolve("out");

    run(input.toString(), output.toString());
    Files.move(output.resolve("parquet-ext"), folder.resolve("aside"));
    CommandRun run = run("--mode", "append", input.toString(), output.toString());

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("expected 2 rows but found 1");
  }

  @Test
  void failsOnMissingInput() {
    CommandRun run = run(folder.resolve("absent.csv").toString());

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("absent.csv", "does not exist");
  }

  private CommandRun run(String... arguments) {
    Stream<String> fixed = Stream.of("--format", FORMAT, "--work", folder.toString());
    return CommandRun.of(
        Quickstart.commandLine(),
        Stream.concat(fixed, Stream.of(arguments)).toArray(String[]::new));
  }
}
