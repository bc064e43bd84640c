package org.parquetext.benchmarks.contest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.parquetext.benchmarks.command.RoundOptions;
import org.parquetext.benchmarks.spark.Codec;
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
 * Measures {@code df.write} of many tables from memory, one after the other; for each the writers
 * alternate in this JVM, see {@link WriteContest}.
 */
@Command(
    name = "spark-grid",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Writes cached tables of many shapes with the built-in writer, Delta and parquet-ext in"
            + " turn.")
public final class SparkGridBenchmark implements Callable<Integer> {

  private static final List<Long> GRID_ROWS = List.of(1_000L, 100_000L, 1_000_000L);
  private static final List<Integer> GRID_COLUMNS = List.of(10, 30);
  private static final List<Long> RANDOM_ROWS = List.of(1_000_000L);
  private static final List<Integer> RANDOM_COLUMNS = List.of(30);
  private static final List<Long> SPARSE_ROWS = List.of(40_000L);
  private static final List<Integer> SPARSE_COLUMNS = List.of(500);

  @Mixin private SparkOptions options;
  @Mixin private RoundOptions rounds;
  @Mixin private ScaleOption scale;

  @Option(
      names = "--table",
      defaultValue = "grid,random,sparse,lineitem",
      split = ",",
      description =
          "grid, random, sparse, lineitem, or the path of a Parquet file or folder, repeatable"
              + " (${DEFAULT-VALUE})")
  private List<String> tables;

  @Option(
      names = "--rows",
      split = ",",
      description =
          "rows of grid (1000,100000,1000000), random (1000000) and sparse (40000), repeatable")
  private List<Long> rows;

  @Option(
      names = "--columns",
      split = ",",
      description = "columns of grid (10,30), random (30) and sparse (500), repeatable")
  private List<Integer> columns;

  @Option(
      names = "--kind",
      defaultValue = "simple,complex",
      split = ",",
      description = "types of the grid's columns, repeatable (${DEFAULT-VALUE})")
  private List<GridKind> kinds;

  @Option(
      names = "--cardinality",
      defaultValue = "low,high",
      split = ",",
      description = "distinct values of the grid's columns, repeatable (${DEFAULT-VALUE})")
  private List<Cardinality> cardinalities;

  @Option(
      names = "--codec",
      defaultValue = "none,snappy,zstd:1,zstd:3",
      split = ",",
      converter = Codec.Converter.class,
      description = "such as zstd or zstd:1, repeatable (${DEFAULT-VALUE})")
  private List<Codec> codecs;

  @Option(
      names = "--writer",
      defaultValue = "parquet,delta,parquet-ext",
      split = ",",
      description =
          "data sources, the first of which the others are compared with; parquet-ext-delta is"
              + " parquet-ext committing to a Delta table (${DEFAULT-VALUE})")
  private List<String> writers;

  @Override
  public Integer call() throws IOException {
    options.compete(writers, rounds, this::hold);
    return CommandLine.ExitCode.OK;
  }

  private void hold(ContestHost host) throws IOException {
    GridSummary summary = new GridSummary();
    for (String name : tables) {
      for (BenchmarkTable table : tables(name)) {
        summary.add(table, host.hold(table, codecs));
      }
    }
    host.print(summary::print);
  }

  private List<BenchmarkTable> tables(String name) {
    return switch (name) {
      case "grid" -> grid();
      case "random" -> shapes(SyntheticTable::random, RANDOM_ROWS, RANDOM_COLUMNS);
      case "sparse" -> shapes(SyntheticTable::sparse, SPARSE_ROWS, SPARSE_COLUMNS);
      case "lineitem" -> List.of(scale.table());
      default -> List.of(new FileTable(name));
    };
  }

  private List<BenchmarkTable> grid() {
    List<BenchmarkTable> grid = new ArrayList<>();
    for (GridKind kind : kinds) {
      for (Cardinality cardinality : cardinalities) {
        grid.addAll(
            shapes(
                (height, width) -> SyntheticTable.grid(height, width, kind, cardinality),
                GRID_ROWS,
                GRID_COLUMNS));
      }
    }
    return grid;
  }

  /** A table of each number of rows and columns that is asked for, else of the standard ones. */
  private List<BenchmarkTable> shapes(
      Shaped table, List<Long> standardRows, List<Integer> standardColumns) {
    List<BenchmarkTable> shapes = new ArrayList<>();
    for (long height : rows == null ? standardRows : rows) {
      for (int width : columns == null ? standardColumns : columns) {
        shapes.add(table.of(height, width));
      }
    }
    return shapes;
  }

  /** Makes a table of a given shape. */
  private interface Shaped {
    BenchmarkTable of(long rows, int columns);
  }
}
