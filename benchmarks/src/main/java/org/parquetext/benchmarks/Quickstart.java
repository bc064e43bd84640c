package org.parquetext.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.parquetext.benchmarks.command.CommonOptions;
import org.parquetext.benchmarks.command.FailureReport;
import org.parquetext.benchmarks.command.MarkdownTable;
import org.parquetext.benchmarks.command.TemporaryFolder;
import org.parquetext.benchmarks.spark.LocalSpark;
import org.parquetext.benchmarks.spark.SparkSettings;
import org.parquetext.benchmarks.table.InputFormat;
import org.parquetext.benchmarks.table.ScaleOption;
import org.parquetext.benchmarks.table.TableComparison;
import org.parquetext.benchmarks.table.WrittenTree;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.spark.ExplainedOptions;
import org.parquetext.spark.conf.ExplainedOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Writes one table with Spark's built-in Parquet writer and with parquet-ext, in local Spark, and
 * shows that both hold the same rows.
 */
@Command(
    name = "quickstart",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Writes INPUT once with Spark's built-in parquet and once with parquet-ext,",
      "then shows the files, the times, and that both tables hold the same rows."
    })
public final class Quickstart implements Callable<Integer> {

  private static final String BUILT_IN = "parquet";
  private static final int WARM_UP_ROWS = 100_000;
  private static final double NANOS_PER_SECOND = 1e9;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "INPUT",
      description = "parquet, csv or json file or folder; TPC-H lineitem when none is given")
  private String input;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUTPUT",
      description = "folder for both tables; a temporary one under target/ when none is given")
  private String output;

  @Mixin private ScaleOption scale;
  @Mixin private SparkSettings settings;

  @Option(
      names = "--partition-by",
      split = ",",
      paramLabel = "COLUMN",
      description = "columns to partition the tables by")
  private List<String> partitionColumns = List.of();

  @Option(
      names = "--mode",
      defaultValue = "ErrorIfExists",
      description = "one of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private SaveMode mode;

  @Option(
      names = "--input-option",
      paramLabel = "KEY=VALUE",
      description = "option of Spark's reader, repeatable, such as multiLine=true for json")
  private Map<String, String> inputOptions = new LinkedHashMap<>();

  @Option(
      names = "--explain-options",
      description = "show the options that the write would obey and where each comes from, only")
  private boolean explain;

  @Option(
      names = "--format",
      defaultValue = "parquet-ext",
      hidden = true,
      description = "the data source to show beside the built-in one")
  private String format;

  @Option(
      names = "--work",
      defaultValue = "${sys:parquetext.quickstart.work:-target}",
      hidden = true,
      description = "where the temporary folder is made")
  private Path work;

  @Mixin private CommonOptions common;

  private Quickstart() {}

  /** Runs the quickstart and ends the process with its status: 0 only if everything succeeded. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Quickstart())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureReport());
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("spark.ui.showConsoleProgress", "true");
    configuration.putAll(settings.configuration());
    try (SparkSession session = LocalSpark.start("quickstart", "local[*]", configuration)) {
      run(session);
    }
    return CommandLine.ExitCode.OK;
  }

  private void run(SparkSession session) throws IOException {
    Dataset<Row> table = table(session);
    if (explain) {
      explainOptions(table);
      return;
    }
    String folder = output == null ? temporaryFolder().toString() : output;
    PrintWriter out = spec.commandLine().getOut();
    say("Input: %s", input == null ? "TPC-H lineitem, scale " + scale.scale() : input);
    say("Warming up both writers with up to %d rows", WARM_UP_ROWS);
    warmUp(session, table.limit(WARM_UP_ROWS));
    say("Reading alone");
    double reading = seconds(() -> table.write().format("noop").mode("overwrite").save());
    // Whatever is still cold is charged to the newcomer.
    say("Writing with format(\"%s\")", format);
    WrittenTable extended = write(session, table, format, folder + "/parquet-ext");
    say("Writing with format(\"%s\")", BUILT_IN);
    WrittenTable builtIn = write(session, table, BUILT_IN, folder + "/built-in");
    List.of(builtIn, extended).forEach(written -> printTree(written, out));
    say("%nComparing all rows");
    long rows = TableComparison.requireSame(builtIn.read(session), extended.read(session));
    printSummary(reading, builtIn, extended, rows, out);
  }

  private void explainOptions(Dataset<Row> table) {
    for (ExplainedOption option :
        ExplainedOptions.of(table, settings.options(), partitionColumns)) {
      say("%s = %s (%s)", option.key(), option.value(), option.origin());
    }
  }

  private void say(String line, Object... arguments) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, line + "%n", arguments);
    // Between these lines Spark draws its progress bar on standard error.
    out.flush();
  }

  private Dataset<Row> table(SparkSession session) throws IOException {
    return input == null
        ? scale.table().generate(session, session.sparkContext().defaultParallelism())
        : InputFormat.read(session, input, inputOptions);
  }

  private Path temporaryFolder() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(work), "quickstart-");
  }

  private WrittenTable write(
      SparkSession session, Dataset<Row> table, String source, String folder) {
    DataFrameWriter<Row> writer =
        table.write().format(source).options(settings.options()).mode(mode);
    if (!partitionColumns.isEmpty()) {
      writer.partitionBy(partitionColumns.toArray(String[]::new));
    }
    double seconds = seconds(() -> writer.save(folder));
    return new WrittenTable(source, WrittenTree.list(session, folder), seconds);
  }

  /** Without it the second writer would look faster, by the code that the first got compiled. */
  private void warmUp(SparkSession session, Dataset<Row> rows) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.in(work, "quickstart")) {
      write(session, rows, BUILT_IN, folder.path().resolve("built-in").toString());
      write(session, rows, format, folder.path().resolve("parquet-ext").toString());
    }
  }

  private static double seconds(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  private static void printTree(WrittenTable written, PrintWriter out) {
    out.printf("%n%s%n", written.tree().folder());
    for (WrittenTree.File file : written.tree().files()) {
      out.printf(Locale.ROOT, "  %,15d  %s%n", file.bytes(), file.path());
    }
  }

  private static void printSummary(
      double reading, WrittenTable builtIn, WrittenTable extended, long rows, PrintWriter out) {
    MarkdownTable summary = new MarkdownTable("", "seconds", "files", "bytes");
    summary.add("reading alone", seconds(reading), "", "");
    for (WrittenTable written : List.of(builtIn, extended)) {
      summary.add(
          "format(\"%s\")".formatted(written.source()),
          seconds(written.seconds()),
          count(written.tree().dataFiles().size()),
          count(written.tree().dataBytes()));
    }
    out.println();
    summary.print(out);
    out.printf(
        "(One run each, parquet-ext first. Measurements repeat and alternate them: see"
            + " benchmarks/RESULTS.md.)%n%n");
    out.printf(
        Locale.ROOT,
        "Peak of what parquet-ext buffered: %,d bytes of at most %,d.%n%n",
        EncoderRuntime.shared().peakBufferedBytes(),
        EncoderRuntime.shared().maxBufferedBytes());
    out.printf(Locale.ROOT, "Both tables have the same schema and the same %,d rows.%n", rows);
    out.flush();
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A table that has just been written by a data source. */
  private record WrittenTable(String source, WrittenTree tree, double seconds) {

    Dataset<Row> read(SparkSession session) {
      return session.read().format(source).load(tree.folder().toString());
    }
  }
}
