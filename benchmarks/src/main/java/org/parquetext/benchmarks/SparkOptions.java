package org.parquetext.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of every command that measures Spark's writers, and the session that they ask for.
 */
final class SparkOptions {

  /** What a command does in the session. */
  interface Contests {
    void hold(ContestHost host) throws IOException;
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--setting",
      required = true,
      description = "one of ${COMPLETION-CANDIDATES}; each needs a JVM started for it")
  private Setting setting;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "further option of all writers, repeatable")
  private Map<String, String> writeOptions = new LinkedHashMap<>();

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "Spark configuration, repeatable")
  private Map<String, String> configuration = new LinkedHashMap<>();

  @Option(
      names = "--warm-ups",
      description = "unmeasured rounds (2; 5 for tables of less than 10,000 rows)")
  private Integer warmUps;

  @Option(
      names = "--iterations",
      description =
          "measured rounds, of which the medians are reported (5; 15 for tables of less than 10,000"
              + " rows)")
  private Integer iterations;

  @Option(
      names = "--folder",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "local folder for the written files, which are deleted (${DEFAULT-VALUE})")
  private Path folder;

  @Option(names = FailureReport.VERBOSE, description = "show the stack trace of a failure")
  private boolean verbose;

  @Option(names = "--help", usageHelp = true, description = "show this help")
  private boolean help;

  Setting setting() {
    return setting;
  }

  Map<String, String> writeOptions() {
    return writeOptions;
  }

  /** The rounds that are asked for, or those that suit a table of so many rows. */
  Rounds rounds(long rows) {
    Rounds standard = Rounds.ofRows(rows);
    return new Rounds(
        warmUps == null ? standard.warmUps() : warmUps,
        iterations == null ? standard.measured() : iterations);
  }

  /**
   * Starts the session, lets the command hold its contests, and leaves neither the session nor
   * files behind.
   *
   * @param writers data sources: the built-in one and at least one other
   */
  void run(List<String> writers, Contests contests) throws IOException {
    if (iterations != null && iterations < 1) {
      throw refusal("--iterations must be at least 1, but is " + iterations);
    }
    if (writers.size() < 2) {
      throw refusal("--writer must name at least two data sources, but names " + writers);
    }
    String master = "local[%d]".formatted(setting.tasks());
    Path work = Files.createTempDirectory(Files.createDirectories(folder), spec.name() + "-");
    try (SparkSession session = LocalSpark.start(spec.name(), master, configuration(writers))) {
      ContestHost host = new ContestHost(session, this, writers, work, spec.commandLine().getOut());
      host.printHeader();
      contests.hold(host);
    } finally {
      FileUtil.fullyDelete(work.toFile());
    }
  }

  private Map<String, String> configuration(List<String> writers) {
    Map<String, String> all = new HashMap<>(setting.configuration());
    all.put("spark.ui.showConsoleProgress", "false");
    all.put("spark.sql.cache.serializer", UnsafeRowCache.class.getName());
    if (writers.contains(Delta.FORMAT)) {
      all.putAll(Delta.CONFIGURATION);
    }
    all.putAll(configuration);
    return all;
  }

  private CommandLine.ParameterException refusal(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
