package org.parquetext.benchmarks.table;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A table whose values are hashes of the numbers of row and column. All columns are nullable, as
 * they are in any table that Spark has read from files.
 */
public final class SyntheticTable implements BenchmarkTable {

  private static final List<SyntheticType> FLAT =
      List.of(SyntheticType.LONG, SyntheticType.STRING, SyntheticType.DOUBLE, SyntheticType.INT);

  private final String name;
  private final long rows;
  private final List<String> columns;

  private SyntheticTable(String kind, long rows, int columns, IntFunction<String> sql) {
    this(
        kind,
        rows,
        IntStream.range(0, columns).mapToObj(i -> sql.apply(i) + " as column_" + i).toList());
  }

  private SyntheticTable(String kind, long rows, List<String> columns) {
    this.name = String.format(Locale.ROOT, "%s, %d columns × %,d rows", kind, columns.size(), rows);
    this.rows = rows;
    this.columns = columns;
  }

  /** Columns of the kind's types in turn, without a null. */
  public static SyntheticTable grid(
      long rows, int columns, GridKind kind, Cardinality cardinality) {
    return new SyntheticTable(
        "%s, %s cardinality".formatted(kind, cardinality),
        rows,
        columns,
        column -> value(kind.types(), column, cardinality));
  }

  /** Random longs, strings, doubles and ints in turn, of which every tenth is null. */
  public static SyntheticTable random(long rows, int columns) {
    return new SyntheticTable(
        "random with nulls",
        rows,
        columns,
        column ->
            "if(%s = 0, null, %s)".formatted(tenth(column), value(FLAT, column, Cardinality.HIGH)));
  }

  /**
   * Random longs, strings, doubles and ints in turn. Every tenth column has a value in each row,
   * the others in every tenth row.
   */
  public static SyntheticTable sparse(long rows, int columns) {
    return new SyntheticTable(
        "sparse",
        rows,
        columns,
        column ->
            column % 10 == 0
                ? value(FLAT, column, Cardinality.HIGH)
                : "if(%s = 0, %s, null)"
                    .formatted(tenth(column), value(FLAT, column, Cardinality.HIGH)));
  }

  /**
   * As many rows of each {@link VolumeColumn} as have values of so many bytes, and at least two.
   *
   * @param bytes of the values alone, without offsets and the like
   */
  public static SyntheticTable volume(long bytes) {
    return new SyntheticTable(
        "volume", Math.max(2, bytes / VolumeColumn.bytesPerRow()), VolumeColumn.columns());
  }

  private static String value(List<SyntheticType> types, int column, Cardinality cardinality) {
    String seed = cardinality.seed("xxhash64(id, %d)".formatted(column));
    return types.get(column % types.size()).sql(seed);
  }

  /** From 0 to 9, independent of the value. */
  private static String tenth(int column) {
    return "pmod(xxhash64(id, %d, 'null'), 10)".formatted(column);
  }

  @Override
  public String name() {
    return name;
  }

  public long rows() {
    return rows;
  }

  /** Rows times columns. */
  public long values() {
    return rows * columns.size();
  }

  @Override
  public Dataset<Row> generate(SparkSession session, int parts) {
    Dataset<Row> table =
        session.range(0, rows, 1, parts).selectExpr(columns.toArray(String[]::new));
    RDD<InternalRow> values = table.queryExecution().toRdd();
    return ((org.apache.spark.sql.classic.SparkSession) session)
        .internalCreateDataFrame(values, table.schema().asNullable(), false);
  }
}
