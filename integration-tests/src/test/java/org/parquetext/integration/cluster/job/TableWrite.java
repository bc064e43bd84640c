package org.parquetext.integration.cluster.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.parquetext.integration.fixture.FormatUnderTest;

/**
 * A write of rows that follow from their ids, the same in whatever application. Tasks have equal
 * shares of the ids, in order.
 *
 * @param path of the table
 * @param firstId of the first row
 * @param rows their number, a multiple of {@code tasks}
 * @param partitionColumns may be empty; of {@link #COLUMNS}, or the attempt of the task
 * @param options of the data source
 */
public record TableWrite(
    String path,
    SaveMode mode,
    long firstId,
    long rows,
    int tasks,
    List<String> partitionColumns,
    Map<String, String> options) {

  /** Every column but the id, as SQL of it. */
  public static final SortedMap<String, String> COLUMNS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of("p", "id % 3", "text", "concat('text ', id)", "hash", "xxhash64(id, 7)")));

  /** A partition column whose value is the number of the attempt of the task, from 0 on. */
  private static final String ATTEMPT = "attempt";

  private static final int FIXED_ARGUMENTS = 6;

  /** The same into a table partitioned by {@code p}. */
  public TableWrite partitioned() {
    return new TableWrite(path, mode, firstId, rows, tasks, List.of("p"), options);
  }

  /** The same with directories by attempts of tasks: none makes the files of another. */
  public TableWrite partitionedByAttempt() {
    return new TableWrite(path, mode, firstId, rows, tasks, List.of(ATTEMPT), options);
  }

  /** The same with another number of rows and tasks. */
  public TableWrite withRows(long number, int taskNumber) {
    return new TableWrite(path, mode, firstId, number, taskNumber, partitionColumns, options);
  }

  /** The same with more options. */
  public TableWrite with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(options);
    all.putAll(more);
    return new TableWrite(path, mode, firstId, rows, tasks, partitionColumns, all);
  }

  /** The id of a row in the middle of what a task writes, and of the partition {@code p=1}. */
  public long middleOf(int task) {
    long share = rows / tasks;
    long middle = firstId + share * task + share / 2;
    return middle - middle % 3 + 1;
  }

  /** What is true of every row that is as it was written, as SQL. */
  public static String rightValues() {
    return COLUMNS.entrySet().stream()
        .map(column -> column.getKey() + " = " + column.getValue())
        .collect(Collectors.joining(" AND "));
  }

  /**
   * Writes.
   *
   * @param eachRow gets every id on its way to the writer, after the rows are sorted; returns it
   */
  public void run(SparkSession spark, UDF1<Long, Long> eachRow) {
    spark
        .udf()
        .register("each_row", functions.udf(eachRow, DataTypes.LongType).asNondeterministic());
    List<String> columns = new ArrayList<>(List.of("each_row(id) AS id"));
    columns.addAll(COLUMNS.keySet());
    if (partitionColumns.contains(ATTEMPT)) {
      UDF0<Integer> attempt = () -> TaskContext.get().attemptNumber();
      spark
          .udf()
          .register(ATTEMPT, functions.udf(attempt, DataTypes.IntegerType).asNondeterministic());
      columns.add(ATTEMPT + "() AS " + ATTEMPT);
    }
    spark
        .range(firstId, firstId + rows, 1, tasks)
        .selectExpr(expressions())
        .sortWithinPartitions("p", "id")
        .selectExpr(columns.toArray(String[]::new))
        .write()
        .format(FormatUnderTest.NAME)
        .mode(mode)
        .options(options)
        .partitionBy(partitionColumns.toArray(String[]::new))
        .save(path);
  }

  private static String[] expressions() {
    List<String> expressions = new ArrayList<>(List.of("id"));
    COLUMNS.forEach((name, expression) -> expressions.add(expression + " AS " + name));
    return expressions.toArray(String[]::new);
  }

  /** For {@link #parse}. */
  public List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                path,
                mode.name(),
                Long.toString(firstId),
                Long.toString(rows),
                Integer.toString(tasks),
                String.join(",", partitionColumns)));
    options.forEach((key, value) -> arguments.add(key + "=" + value));
    return arguments;
  }

  /** The write of {@link #arguments}. */
  static TableWrite parse(List<String> arguments) {
    Map<String, String> options = new TreeMap<>();
    for (String option : arguments.subList(FIXED_ARGUMENTS, arguments.size())) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return new TableWrite(
        arguments.get(0),
        SaveMode.valueOf(arguments.get(1)),
        Long.parseLong(arguments.get(2)),
        Long.parseLong(arguments.get(3)),
        Integer.parseInt(arguments.get(4)),
        Arrays.stream(arguments.get(5).split(",")).filter(name -> !name.isEmpty()).toList(),
        options);
  }
}
