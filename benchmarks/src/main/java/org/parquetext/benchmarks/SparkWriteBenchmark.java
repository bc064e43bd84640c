package org.parquetext.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures {@code df.write} of TPC-H lineitem from memory: the built-in writer and parquet-ext
 * alternate in this JVM, see {@link WriteContest}.
 */
@Command(
    name = "spark-write",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Writes cached TPC-H lineitem with the built-in writer and parquet-ext in turn.")
final class SparkWriteBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--setting",
      required = true,
      description = "one of ${COMPLETION-CANDIDATES}; each needs a JVM started for it")
  private Setting setting;

  @Option(
      names = "--scale",
      defaultValue = "1",
      description = "scale of lineitem; 1 is six million rows (${DEFAULT-VALUE})")
  private double scale;

  @Option(
      names = "--codec",
      defaultValue = "snappy,zstd",
      split = ",",
      description = "repeatable (${DEFAULT-VALUE})")
  private List<String> codecs;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "further option of both writers, repeatable")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "Spark configuration, repeatable")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--warm-ups",
      defaultValue = "2",
      description = "unmeasured rounds (${DEFAULT-VALUE})")
  private int warmUps;

  @Option(
      names = "--iterations",
      defaultValue = "5",
      description = "measured rounds, of which the medians are reported (${DEFAULT-VALUE})")
  private int iterations;

  @Option(
      names = "--folder",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "local folder for the written files, which are deleted (${DEFAULT-VALUE})")
  private Path folder;

  @Option(
      names = "--built-in",
      defaultValue = "parquet",
      hidden = true,
      description = "the data source to compare with")
  private String builtIn;

  @Option(
      names = "--format",
      defaultValue = "parquet-ext",
      hidden = true,
      description = "the data source to measure")
  private String format;

  @Option(names = FailureReport.VERBOSE, description = "show the stack trace of a failure")
  private boolean verbose;

  @Option(names = "--help", usageHelp = true, description = "show this help")
  private boolean help;

  @Override
  public Integer call() throws IOException {
    if (iterations < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--iterations must be at least 1, but is " + iterations);
    }
    Map<String, String> configuration = new HashMap<>(setting.configuration());
    configuration.put("spark.ui.showConsoleProgress", "false");
    configuration.put("spark.sql.cache.serializer", UnsafeRowCache.class.getName());
    configuration.putAll(settings);
    String master = "local[%d]".formatted(setting.tasks());
    Path work = Files.createTempDirectory(Files.createDirectories(folder), "spark-write-");
    try (SparkSession session = LocalSpark.start("spark-write", master, configuration)) {
      run(session, work);
    } finally {
      FileUtil.fullyDelete(work.toFile());
    }
    return CommandLine.ExitCode.OK;
  }

  private void run(SparkSession session, Path work) {
    CachedTable lineitem =
        CachedTable.load(session, LineitemTable.generate(session, scale, setting.tasks()));
    WriteContest contest = new WriteContest(session, lineitem.rows(), work);
    codecs.forEach(codec -> contest.enter(builtIn, format, codec, options));
    contest.requireSameTables();
    for (int i = 0; i < warmUps; i++) {
      contest.warmUp();
    }
    for (int i = 0; i < iterations; i++) {
      contest.round(i);
    }
    PrintWriter out = spec.commandLine().getOut();
    printHeader(session, lineitem, out);
    new ContestReport(contest).print(out);
    out.println();
    out.flush();
  }

  private void printHeader(SparkSession session, CachedTable lineitem, PrintWriter out) {
    int processors = Runtime.getRuntime().availableProcessors();
    out.printf("### %s%n%n", setting);
    if (processors != setting.processors()) {
      out.printf(
          "**Not this setting:** the JVM uses %d processors instead of %d.%n%n",
          processors, setting.processors());
    }
    out.printf(
        Locale.ROOT,
        "lineitem scale %s, %,d rows in %d partition(s), %s%d warm-up and %d measured rounds,"
            + " medians; Spark %s, Java %s, %s, %d processor(s), heap %,d MB.%n%n",
        scale,
        lineitem.rowCount(),
        setting.tasks(),
        options.isEmpty() ? "" : "options " + options + ", ",
        warmUps,
        iterations,
        session.version(),
        Runtime.version(),
        collectors(),
        processors,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .collect(Collectors.joining(" + "));
  }
}
