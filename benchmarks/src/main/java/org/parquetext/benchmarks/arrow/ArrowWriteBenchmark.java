package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.parquetext.benchmarks.command.CommonOptions;
import org.parquetext.benchmarks.command.FolderOption;
import org.parquetext.benchmarks.command.RoundOptions;
import org.parquetext.benchmarks.command.Rounds;
import org.parquetext.benchmarks.command.TemporaryFolder;
import org.parquetext.benchmarks.table.ScaleOption;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;
import org.parquetext.pipeline.EncoderRuntime;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the way from Arrow memory to a Parquet file, without Spark: parquet-ext and other
 * writers alternate in this JVM, see {@link ArrowContest}.
 */
@Command(
    name = "arrow-write",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Writes a table from memory with parquet-ext and other writers in turn.")
public final class ArrowWriteBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      required = true,
      description = "one of ${COMPLETION-CANDIDATES}; each needs a JVM of its own")
  private InputTable kind;

  @Option(
      names = "--rows",
      defaultValue = "1000000",
      description = "rows of the simple tables (${DEFAULT-VALUE})")
  private int rows;

  @Option(
      names = "--columns",
      defaultValue = "30",
      description = "columns of the simple tables (${DEFAULT-VALUE})")
  private int columns;

  @Option(
      names = "--codec",
      defaultValue = "none,snappy,zstd",
      split = ",",
      description = "repeatable; zstd is level 3 (${DEFAULT-VALUE})")
  private List<String> codecs;

  @Option(
      names = "--threads",
      defaultValue = "1,2",
      split = ",",
      description = "threads of those who can use several, repeatable (${DEFAULT-VALUE})")
  private List<Integer> threads;

  @Option(
      names = "--writer",
      split = ",",
      description = "repeatable: floor, parquet-ext, duckdb, arrow-cpp, parquet-java (all)")
  private List<String> names;

  @Mixin private ScaleOption scale;
  @Mixin private RoundOptions rounds;
  @Mixin private FolderOption folder;

  @Option(
      names = "--save-to",
      paramLabel = "FOLDER",
      description = "only save the table as FOLDER/table.parquet, for a writer outside Java")
  private Path savedFolder;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws Exception {
    if (savedFolder != null) {
      save();
      return CommandLine.ExitCode.OK;
    }
    try (TemporaryFolder work = folder.create("arrow-write");
        BufferAllocator allocator = new RootAllocator();
        ArrowTable table = kind.generate(allocator, size());
        DuckDbTable duckDb = DuckDbTable.copyOf(table)) {
      run(table, duckDb, work.path());
    }
    return CommandLine.ExitCode.OK;
  }

  private InputTable.Size size() {
    return new InputTable.Size(scale.scale(), columns, rows);
  }

  private void save() throws IOException {
    Files.createDirectories(savedFolder);
    try (BufferAllocator allocator = new RootAllocator();
        ArrowTable table = kind.generate(allocator, size())) {
      new ParquetExtWriter(table, Compression.of(Codec.SNAPPY), EncoderRuntime.shared())
          .write(savedFolder);
    }
  }

  private void run(ArrowTable table, DuckDbTable duckDb, Path work) throws Exception {
    Writers writers = new Writers(table, duckDb, work);
    ArrowContest contest = new ArrowContest(work);
    for (String codec : codecs) {
      writers.of(Compression.of(Codec.parse(codec)), threads).stream()
          .filter(writer -> names == null || names.contains(writer.name()))
          .forEach(contest::enter);
    }
    contest.requireSameRows(duckDb);
    Rounds held = rounds.ofRows(table.rows());
    for (int i = 0; i < held.warmUps(); i++) {
      contest.warmUp();
    }
    for (int i = 0; i < held.measured(); i++) {
      contest.round(i);
    }
    PrintWriter out = spec.commandLine().getOut();
    printHeader(table, held, out);
    new ArrowContestReport(contest).print(out);
    out.println();
    out.flush();
  }

  private void printHeader(ArrowTable table, Rounds held, PrintWriter out) {
    out.printf("### %s%n%n", kind);
    out.printf(
        Locale.ROOT,
        "%s%,d rows × %d columns, %,.1f MB in Arrow batches of %,d rows, %d warm-up and %d measured"
            + " rounds, medians; Java %s, %d processor(s), heap %,d MB.%n%n",
        kind == InputTable.LINEITEM ? "lineitem scale " + scale.scale() + ", " : "",
        table.rows(),
        table.schema().getFields().size(),
        table.bytes() / 1e6,
        ArrowTable.BATCH_ROWS,
        held.warmUps(),
        held.measured(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
  }
}
