package org.parquetext.benchmarks.scale;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.parquetext.benchmarks.command.RoundOptions;
import org.parquetext.benchmarks.contest.CachedTable;
import org.parquetext.benchmarks.contest.ContestHost;
import org.parquetext.benchmarks.contest.SparkOptions;
import org.parquetext.benchmarks.spark.Codec;
import org.parquetext.benchmarks.spark.TableWriter;
import org.parquetext.benchmarks.spark.Workplace;
import org.parquetext.benchmarks.table.Cardinality;
import org.parquetext.benchmarks.table.GridKind;
import org.parquetext.benchmarks.table.SyntheticTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows how the CPU time of {@code df.write} grows with the table: a table of the grid, one with
 * more rows and one with more columns alternate in this JVM, all in memory.
 */
@Command(
    name = "linear",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Writes a cached table, one of more rows and one of more columns in turn.")
final class LinearCostBenchmark implements Callable<Integer> {

  private static final List<TableWriter> WRITERS = List.of(TableWriter.of("parquet-ext"));

  @Mixin private SparkOptions options;
  @Mixin private RoundOptions rounds;

  @Option(
      names = "--rows",
      defaultValue = "500000",
      description = "rows of the least table (${DEFAULT-VALUE})")
  private long rows;

  @Option(
      names = "--columns",
      defaultValue = "10",
      description = "columns of the least table (${DEFAULT-VALUE})")
  private int columns;

  @Option(
      names = "--times",
      defaultValue = "10",
      description = "how many times as many the others have (${DEFAULT-VALUE})")
  private int times;

  @Option(
      names = "--kind",
      defaultValue = "simple",
      split = ",",
      description = "types of the columns, repeatable (${DEFAULT-VALUE})")
  private List<GridKind> kinds;

  @Option(
      names = "--cardinality",
      defaultValue = "low,high",
      split = ",",
      description = "distinct values of the columns, repeatable (${DEFAULT-VALUE})")
  private List<Cardinality> cardinalities;

  @Option(
      names = "--codec",
      defaultValue = "snappy",
      split = ",",
      converter = Codec.Converter.class,
      description = "such as zstd or zstd:1, repeatable (${DEFAULT-VALUE})")
  private List<Codec> codecs;

  @Override
  public Integer call() throws IOException {
    options.run(Map.of(), this::measure);
    return CommandLine.ExitCode.OK;
  }

  private void measure(Workplace place) throws IOException {
    place.printHeader("linear, " + place.setting());
    ContestHost host = new ContestHost(place, WRITERS, rounds, CachedTable::load);
    LinearCostReport report = new LinearCostReport();
    for (GridKind kind : kinds) {
      for (Cardinality cardinality : cardinalities) {
        List<SyntheticTable> tables = tables(kind, cardinality);
        report.add(tables, host.holdTogether(tables, codecs));
      }
    }
    report.print(place.out());
  }

  private List<SyntheticTable> tables(GridKind kind, Cardinality cardinality) {
    return List.of(
        SyntheticTable.grid(rows, columns, kind, cardinality),
        SyntheticTable.grid(rows * times, columns, kind, cardinality),
        SyntheticTable.grid(rows, columns * times, kind, cardinality));
  }
}
