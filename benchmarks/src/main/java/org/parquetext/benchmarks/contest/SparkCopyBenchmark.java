package org.parquetext.benchmarks.contest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.parquetext.benchmarks.command.RoundOptions;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.spark.RowInputExtension;
import org.parquetext.benchmarks.spark.TableWriter;
import org.parquetext.benchmarks.spark.Workplace;
import org.parquetext.benchmarks.spark.WriterInput;
import org.parquetext.benchmarks.table.BenchmarkTable;
import org.parquetext.benchmarks.table.Cardinality;
import org.parquetext.benchmarks.table.FileTable;
import org.parquetext.benchmarks.table.GridKind;
import org.parquetext.benchmarks.table.ScaleOption;
import org.parquetext.benchmarks.table.SyntheticTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures copies from Parquet to Parquet, {@code spark.read.parquet(…).write.save(…)}: the writers
 * alternate in this JVM, parquet-ext once with the batches of the scan and once with rows, see
 * {@link WriteContest}.
 */
@Command(
    name = "spark-copy",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Copies Parquet files with the built-in writer and with parquet-ext, by batches and by"
            + " rows, in turn.")
public final class SparkCopyBenchmark implements Callable<Integer> {

  private static final List<TableWriter> WRITERS =
      List.of(
          TableWriter.of("parquet"),
          TableWriter.ours("parquet-ext batches", WriterInput.BATCHES),
          TableWriter.ours("parquet-ext rows", WriterInput.ROWS));

  /** Among it that a file is one partition, however large: as many tasks as in memory. */
  private static final Map<String, String> CONFIGURATION =
      Map.of(
          "spark.sql.extensions",
          RowInputExtension.class.getName(),
          "spark.sql.files.maxPartitionBytes",
          "64g");

  @Mixin private SparkOptions options;
  @Mixin private RoundOptions rounds;
  @Mixin private ScaleOption scale;

  @Option(
      names = "--table",
      defaultValue = "lineitem,simple-low",
      split = ",",
      description =
          "lineitem, simple-low, simple-high, or the path of a Parquet file or folder, repeatable"
              + " (${DEFAULT-VALUE})")
  private List<String> tables;

  @Option(
      names = "--rows",
      defaultValue = "1000000",
      description = "rows of the simple tables (${DEFAULT-VALUE})")
  private long rows;

  @Option(
      names = "--columns",
      defaultValue = "30",
      description = "columns of the simple tables (${DEFAULT-VALUE})")
  private int columns;

  @Option(
      names = "--codec",
      defaultValue = "snappy,zstd:3",
      split = ",",
      converter = Codec.Converter.class,
      description = "such as zstd or zstd:1, repeatable (${DEFAULT-VALUE})")
  private List<Codec> codecs;

  @Override
  public Integer call() throws IOException {
    options.run(CONFIGURATION, this::measure);
    return CommandLine.ExitCode.OK;
  }

  private void measure(Workplace place) throws IOException {
    place.printHeader(place.setting().toString());
    ContestHost host =
        new ContestHost(
            place,
            WRITERS,
            rounds,
            (session, table) -> StoredTable.write(session, table, place.folder()));
    CopySummary summary = new CopySummary();
    for (String name : tables) {
      BenchmarkTable table = table(name);
      summary.add(table, host.hold(table, codecs));
    }
    host.print(summary::print);
  }

  private BenchmarkTable table(String name) {
    return switch (name) {
      case "lineitem" -> scale.table();
      case "simple-low" -> simple(Cardinality.LOW);
      case "simple-high" -> simple(Cardinality.HIGH);
      default -> new FileTable(name);
    };
  }

  private BenchmarkTable simple(Cardinality cardinality) {
    return SyntheticTable.grid(rows, columns, GridKind.SIMPLE, cardinality);
  }
}
