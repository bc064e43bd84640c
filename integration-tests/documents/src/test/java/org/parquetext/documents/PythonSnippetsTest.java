package org.parquetext.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.TableDirectory;

/**
 * Python code blocks are parsed where there is a Python, and run where it has PySpark; {@link
 * SettingsTest} looks at their options in any case.
 */
class PythonSnippetsTest {
  private static final String PYTHON = System.getenv().getOrDefault("PYSPARK_PYTHON", "python3");
  private static final long MINUTES = 5;

  /** Rows with the columns of the Java snippets, and paths in a folder of the test. */
  private static final String PRELUDE =
      """
      from pyspark.sql import SparkSession
      spark = SparkSession.builder.config("spark.ui.enabled", False).getOrCreate()
      df = spark.range(100).selectExpr(
          "id", "date_add(DATE'2026-01-01', CAST(id % 3 AS INT)) AS day", "id % 7 AS amount")
      """;

  @TempDir private Path directory;

  @Test
  void areParsed() throws Exception {
    assumeTrue(succeeds(directory, "import ast"), "There is no " + PYTHON);
    for (Snippet snippet : Project.snippets("python")) {
      Path file = Files.writeString(directory.resolve("snippet.py"), snippet.text());
      assertThat(succeeds(directory, "import ast; ast.parse(open('%s').read())".formatted(file)))
          .as(snippet.name())
          .isTrue();
    }
  }

  @Test
  void areRun() throws Exception {
    assumeTrue(succeeds(directory, "import pyspark"), PYTHON + " has no pyspark");
    Workplace work = new Workplace(Files.createDirectory(directory.resolve("work")));
    StringBuilder script = new StringBuilder(PRELUDE);
    List<Snippet> snippets =
        Project.snippets("python").stream().filter(snippet -> !snippet.needsDelta()).toList();
    for (Snippet snippet : snippets) {
      script.append("# ").append(snippet.name()).append('\n');
      script.append(work.rebase(snippet)).append('\n');
    }
    Path file = Files.writeString(directory.resolve("snippets.py"), script);
    assertThat(run(directory, List.of(PYTHON, file.toString()))).as(this::output).isZero();
    assertThat(new TableDirectory(work.directory()).parquetFiles())
        .isNotEmpty()
        .allMatch(Origin::isPipeline);
  }

  private static boolean succeeds(Path directory, String code) throws Exception {
    try {
      return run(directory, List.of(PYTHON, "-c", code)) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(Path directory, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.txt").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PYSPARK_SUBMIT_ARGS",
                "--master local[2] --driver-class-path %s pyspark-shell"
                    .formatted(ClassPath.ofPlugin())));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String output() {
    try {
      return Files.readString(directory.resolve("output.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
