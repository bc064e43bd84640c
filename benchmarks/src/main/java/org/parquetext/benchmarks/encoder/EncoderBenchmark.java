package org.parquetext.benchmarks.encoder;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.parquetext.benchmarks.command.CommonOptions;
import org.parquetext.benchmarks.command.MarkdownTable;
import org.parquetext.pipeline.WrittenFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures each kind of column with each variation of the options by JMH, see ColumnWrite. */
@Command(
    name = "encoders",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Writes each kind of column from memory to nowhere, with one thread.")
public final class EncoderBenchmark implements Callable<Integer> {

  private static final String ALLOCATED_BYTES = "gc.alloc.rate.norm";
  private static final double MILLION = 1e6;

  @Spec private CommandSpec spec;

  @Option(
      names = "--kind",
      split = ",",
      description = "repeatable, of ${COMPLETION-CANDIDATES} (all)")
  private List<ColumnKind> kinds = List.of(ColumnKind.values());

  @Option(
      names = "--variation",
      split = ",",
      description = "repeatable, of ${COMPLETION-CANDIDATES} (all)")
  private List<Variation> variations = List.of(Variation.values());

  @Option(
      names = "--rows",
      defaultValue = "262144",
      description = "rows of each column (${DEFAULT-VALUE})")
  private int rows;

  @Option(
      names = "--forks",
      defaultValue = "1",
      description = "JVMs for each measurement; 0 for this one (${DEFAULT-VALUE})")
  private int forks;

  @Option(
      names = "--warm-ups",
      defaultValue = "3",
      description = "unmeasured iterations (${DEFAULT-VALUE})")
  private int warmUps;

  @Option(
      names = "--iterations",
      defaultValue = "5",
      description = "measured iterations, of which the mean is reported (${DEFAULT-VALUE})")
  private int iterations;

  @Option(
      names = "--milliseconds",
      defaultValue = "1000",
      description = "duration of an iteration (${DEFAULT-VALUE})")
  private long milliseconds;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws RunnerException {
    PrintStream progress = System.err;
    Collection<RunResult> results =
        new Runner(
                options(), OutputFormatFactory.createFormatInstance(progress, VerboseMode.NORMAL))
            .run();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "### encoders%n%n%,d rows, one thread, %d fork(s) with %d warm-up and %d measured"
            + " iterations of %,d ms, means; Java %s, %d processor(s), heap %,d MB.%n%n",
        rows,
        forks,
        warmUps,
        iterations,
        milliseconds,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
    table(results).print(out);
    out.println();
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private Options options() {
    TimeValue time = TimeValue.milliseconds(milliseconds);
    return new OptionsBuilder()
        .include("^" + ColumnWrite.class.getName().replace(".", "\\.") + "\\.")
        .param("kind", kinds.stream().map(ColumnKind::name).toArray(String[]::new))
        .param("variation", variations.stream().map(Variation::name).toArray(String[]::new))
        .param("rows", Integer.toString(rows))
        .forks(forks)
        .warmupIterations(warmUps)
        .warmupTime(time)
        .measurementIterations(iterations)
        .measurementTime(time)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .build();
  }

  private MarkdownTable table(Collection<RunResult> results) {
    MarkdownTable table =
        new MarkdownTable(
            "column", "options", "M values/s", "± %", "bytes/value", "allocated bytes/value");
    for (RunResult result : results) {
      addRow(result, table);
    }
    return table;
  }

  private void addRow(RunResult result, MarkdownTable table) {
    ColumnWrite write = new ColumnWrite();
    write.kind = ColumnKind.valueOf(result.getParams().getParam("kind"));
    write.variation = Variation.valueOf(result.getParams().getParam("variation"));
    write.rows = rows;
    write.open();
    WrittenFile file;
    try {
      file = write.write().get(0);
    } finally {
      write.close();
    }
    double values = values(file);
    Result<?> seconds = result.getPrimaryResult();
    table.add(
        write.kind.toString(),
        write.variation.toString(),
        number(values / seconds.getScore() / MILLION, 1),
        number(100 * seconds.getScoreError() / seconds.getScore(), 1),
        number(file.bytes() / values, 2),
        number(result.getSecondaryResults().get(ALLOCATED_BYTES).getScore() / values, 3));
  }

  /** The positions of all columns, null or not, as the footer counts them. */
  private static long values(WrittenFile file) {
    return file.footer().getBlocks().stream()
        .flatMap(rowGroup -> rowGroup.getColumns().stream())
        .mapToLong(column -> column.getValueCount())
        .sum();
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
