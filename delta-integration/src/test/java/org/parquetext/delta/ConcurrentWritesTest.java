package org.parquetext.delta;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers whose transactions all begin before any of them commits: each waits, in its query, for
 * another write that has begun after it.
 */
class ConcurrentWritesTest extends DeltaTest {

  /** Runs once, in a query that is running, so after its write's transaction has begun. */
  private static volatile Callable<?> meanwhile;

  /** Rows whose query runs something first. */
  private static Dataset<Row> rowsAfter(long from, long to, Callable<?> action) {
    registerMeanwhile(action);
    return spark
        .range(from, to, 1, 1)
        .selectExpr(
            "meanwhile(id) as id", "concat('row ', id) as text", "cast(id % 3 as int) as part");
  }

  private static void registerMeanwhile(Callable<?> action) {
    meanwhile = action;
    spark
        .udf()
        .register(
            "meanwhile",
            (UDF1<Long, Long>)
                id -> {
                  runMeanwhile();
                  return id;
                },
            DataTypes.LongType);
  }

  private static synchronized void runMeanwhile() throws Exception {
    Callable<?> action = meanwhile;
    meanwhile = null;
    if (action != null) {
      action.call();
    }
  }

  private Callable<?> write(Dataset<Row> rows, SaveMode mode, String... options) {
    return () -> {
      var writer = writer(rows, mode);
      for (int i = 0; i < options.length; i += 2) {
        writer = writer.option(options[i], options[i + 1]);
      }
      // A running task has no session of its own to write with.
      var done = writer;
      Thread thread = new Thread(() -> done.save(table));
      List<Throwable> failures = new ArrayList<>();
      thread.setUncaughtExceptionHandler((same, failure) -> failures.add(failure));
      thread.start();
      thread.join();
      assertThat(failures).isEmpty();
      return null;
    };
  }

  /** What a write does to the rows that are there. */
  private enum Way {
    APPEND(SaveMode.Append),
    OVERWRITE(SaveMode.Overwrite),
    DYNAMIC(SaveMode.Overwrite, "partitionOverwriteMode", "dynamic"),
    REPLACE_WHERE(SaveMode.Overwrite, "replaceWhere", "part >= 1");

    private final SaveMode mode;
    private final String[] options;

    Way(SaveMode mode, String... options) {
      this.mode = mode;
      this.options = options;
    }

    /** The partitions of numbers after the write, by what they were before. */
    Map<Long, Integer> after(Map<Long, Integer> before, Map<Long, Integer> written) {
      Map<Long, Integer> after = new TreeMap<>(before);
      switch (this) {
        case OVERWRITE -> after.clear();
        case DYNAMIC -> after.values().removeAll(written.values());
        case REPLACE_WHERE -> after.values().removeIf(part -> part >= 1);
        default -> {}
      }
      after.putAll(written);
      return after;
    }
  }

  /** All of them with {@code -Pfull}, else each way once as the slower and as the faster one. */
  static Stream<Arguments> pairs() {
    return Stream.of(Way.values())
        .flatMap(slow -> Stream.of(Way.values()).map(fast -> List.of(slow, fast)))
        .filter(pair -> TestEffort.of(0, 1) == 1 || areNeighbours(pair.get(0), pair.get(1)))
        .map(pair -> Arguments.of(pair.get(0), pair.get(1)));
  }

  /** Appends and overwrites of all, overwrites of parts. */
  private static boolean areNeighbours(Way slow, Way fast) {
    return slow != fast && slow.ordinal() / 2 == fast.ordinal() / 2;
  }

  private static Map<Long, Integer> numbered(long from, long to, LongToIntFunction part) {
    Map<Long, Integer> numbered = new TreeMap<>();
    LongStream.range(from, to).forEach(id -> numbered.put(id, part.applyAsInt(id)));
    return numbered;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void twoWritersOfAnyModesLeaveTheRowsOfOneAfterTheOther(Way slow, Way fast) {
    writer(rows(0, 10), SaveMode.Append).partitionBy("part").save(table);
    Dataset<Row> first = rows(20, 30).withColumn("part", lit(1));
    Dataset<Row> second =
        rowsAfter(30, 40, write(first, fast.mode, fast.options))
            .withColumn("part", expr("cast(1 + id % 2 as int)"));
    DataFrameWriter<Row> writer = writer(second, slow.mode);
    for (int i = 0; i < slow.options.length; i += 2) {
      writer = writer.option(slow.options[i], slow.options[i + 1]);
    }
    writer.save(table);
    Map<Long, Integer> afterFirst =
        fast.after(numbered(0, 10, id -> (int) (id % 3)), numbered(20, 30, id -> 1));
    Map<Long, Integer> expected =
        slow.after(afterFirst, numbered(30, 40, id -> (int) (1 + id % 2)));
    assertThat(ids()).containsExactlyElementsOf(expected.keySet());
    assertThat(version()).isEqualTo(2);
  }

  @Test
  void twoThatCreateTheTableBothAppend() {
    append(rowsAfter(10, 20, write(rows(0, 10), SaveMode.Append)));
    assertThat(ids()).containsExactly(numbers(0, 20));
  }

  @Test
  void theSlowerOfTwoThatMustCreateTheTableFails() {
    assertThatThrownBy(
            () ->
                writer(
                        rowsAfter(10, 20, write(rows(0, 10), SaveMode.ErrorIfExists)),
                        SaveMode.ErrorIfExists)
                    .save(table))
        .hasStackTraceContaining("DELTA_PATH_EXISTS");
    assertThat(ids()).containsExactly(numbers(0, 10));
    assertNoOrphans();
  }

  @Test
  void theSlowerOfTwoThatIgnoreATableWritesNothing() {
    writer(rowsAfter(10, 20, write(rows(0, 10), SaveMode.Append)), SaveMode.Ignore).save(table);
    assertThat(ids()).containsExactly(numbers(0, 10));
    assertNoOrphans();
  }

  @Test
  void aRepeatedTransactionIsWrittenOnceAlsoAtTheSameTime() {
    append(rows(0, 10));
    String[] same = {"txnAppId", "job", "txnVersion", "1"};
    writer(rowsAfter(10, 20, write(rows(10, 20), SaveMode.Append, same)), SaveMode.Append)
        .option("txnAppId", "job")
        .option("txnVersion", "1")
        .save(table);
    assertThat(ids()).containsExactly(numbers(0, 20));
    assertNoOrphans();
  }

  @Test
  void aRepeatedCommitHasTheNumberThatItsWriteBeganWith() {
    append(rows(0, 10));
    Callable<?> fast = write(rows(20, 30), SaveMode.Append, "txnAppId", "other", "txnVersion", "1");
    String number = "spark.databricks.delta.write.txnVersion";
    spark.conf().set("spark.databricks.delta.write.txnAppId", "job");
    spark.conf().set(number, 1);
    try {
      Dataset<Row> slow =
          rowsAfter(
              10,
              20,
              () -> {
                spark.conf().set(number, 2);
                return fast.call();
              });
      writer(slow, SaveMode.Overwrite).save(table);
    } finally {
      spark.conf().unset("spark.databricks.delta.write.txnAppId");
      spark.conf().unset(number);
    }
    assertThat(ids()).containsExactly(numbers(10, 20));
    assertThat(log().startTransaction(scala.Option.empty(), scala.Option.empty()).txnVersion("job"))
        .isOne();
  }

  /** What checks them is made anew for each transaction. */
  @Test
  void constraintsWithinArraysDoNotKeepACommitFromBeingRepeated() {
    sql(
        "CREATE TABLE @t (id long, words array<varchar(3)>, map map<varchar(2), struct<c:"
            + " char(4)>>) USING delta");
    Dataset<Row> some =
        spark
            .range(0, 3, 1, 1)
            .selectExpr(
                "id", "array('abc') as words", "map('k', named_struct('c', 'four')) as map");
    Dataset<Row> slow =
        rowsAfter(10, 13, write(some, SaveMode.Append))
            .selectExpr("id", "array('ab') as words", "map('k', named_struct('c', 'four')) as map");
    writer(slow, SaveMode.Overwrite).save(table);
    assertThat(version()).isEqualTo(2);
    assertThat(ids()).containsExactly(numbers(10, 13));
    assertThatThrownBy(() -> append(slow.selectExpr("id", "array('ab', 'abcd') as words")))
        .hasStackTraceContaining("varchar");
  }

  @Test
  void anOverwriteThatReadsTheTableIsNotRepeated() {
    append(rows(0, 10));
    Dataset<Row> slow =
        read().join(rowsAfter(5, 7, write(rows(20, 30), SaveMode.Append)).select("id"), "id");
    assertThatThrownBy(() -> writer(slow, SaveMode.Overwrite).save(table))
        .isInstanceOf(java.util.ConcurrentModificationException.class);
    assertThat(ids()).hasSize(20).contains(numbers(20, 30));
    assertNoOrphans();
  }

  /** Or the rows that it looks for, and does not find, would be there twice. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamThatReadsTheTableIsNotRepeated(boolean asItReads) throws Exception {
    writer(rows(0, 10), SaveMode.Append).save(table);
    String source = directory.resolve("source").toString();
    rows(5, 20).coalesce(1).write().parquet(source);
    registerMeanwhile(write(rows(10, 20), SaveMode.Append));
    Dataset<Row> missing =
        spark
            .readStream()
            .schema("id BIGINT, text STRING, part INT")
            .parquet(source)
            .join(
                spark
                    .read()
                    .format("delta")
                    .load(table)
                    .coalesce(1)
                    .selectExpr(asItReads ? "meanwhile(id) as id" : "id"),
                new String[] {"id"},
                "left_anti")
            .selectExpr(asItReads ? "id" : "meanwhile(id) as id", "text", "part");
    StreamingQuery query =
        missing
            .writeStream()
            .format("parquet-ext")
            .option("commitProtocol", "delta")
            .option("checkpointLocation", directory.resolve("checkpoint").toString())
            .trigger(Trigger.AvailableNow())
            .start(table);

    assertThatThrownBy(query::awaitTermination).hasStackTraceContaining("DELTA_CONCURRENT_APPEND");
    assertThat(ids()).containsExactly(numbers(0, 20));
  }

  @Test
  void anOverwriteThatReadsTheDirectoryAboveIsNotRepeated() {
    append(rows(0, 10));
    Dataset<Row> above =
        spark.read().option("recursiveFileLookup", true).parquet(directory.toString());
    Dataset<Row> slow =
        above.join(rowsAfter(5, 7, write(rows(20, 30), SaveMode.Append)).select("id"), "id");
    assertThatThrownBy(() -> writer(slow, SaveMode.Overwrite).save(table))
        .isInstanceOf(java.util.ConcurrentModificationException.class);
    assertThat(ids()).hasSize(20).contains(numbers(20, 30));
    assertNoOrphans();
  }

  @Test
  void anOverwriteByRowsOfUnknownOriginIsNotRepeated() {
    append(rows(0, 10));
    Dataset<Row> known = read().where("id < 5").localCheckpoint();
    Dataset<Row> slow =
        known.join(rowsAfter(3, 5, write(rows(20, 30), SaveMode.Append)).select("id"), "id");
    assertThatThrownBy(() -> writer(slow, SaveMode.Overwrite).save(table))
        .isInstanceOf(java.util.ConcurrentModificationException.class);
    assertThat(ids()).hasSize(20).contains(numbers(20, 30));
    assertNoOrphans();
  }

  @Test
  @FullEffort
  void aRepeatedTransactionThatReadsTheTableIsWrittenOnce() {
    append(rows(0, 10));
    String[] same = {"txnAppId", "job", "txnVersion", "1"};
    Callable<?> fast = write(rows(10, 20), SaveMode.Append, same);
    Dataset<Row> slow = read().drop("id").crossJoin(rowsAfter(10, 11, fast).select("id"));
    writer(slow, SaveMode.Append).option("txnAppId", "job").option("txnVersion", "1").save(table);
    assertThat(ids()).containsExactly(numbers(0, 20));
    assertNoOrphans();
  }

  @Test
  void aTableThatHasGotOtherColumnsMeanwhileIsNotWrittenTo() {
    append(rows(0, 10));
    Callable<?> other =
        () -> {
          Thread thread = new Thread(() -> sql("ALTER TABLE @t ADD CONSTRAINT c CHECK (id < 15)"));
          thread.start();
          thread.join();
          return null;
        };
    assertThatThrownBy(() -> append(rowsAfter(10, 20, other)))
        .isInstanceOf(java.util.ConcurrentModificationException.class);
    assertThat(ids()).containsExactly(numbers(0, 10));
    assertNoOrphans();
  }

  @Test
  void eightWritersAppendAllRowsOnce() throws Exception {
    append(rows(0, 10));
    CyclicBarrier together = new CyclicBarrier(8);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        Dataset<Row> rows = rows(10L * i, 10L * i + 10);
        SaveMode mode = i == 4 ? SaveMode.Overwrite : SaveMode.Append;
        writes.add(
            threads.submit(
                () -> {
                  together.await();
                  writer(rows, mode).save(table);
                  return null;
                }));
      }
      awaitAll(writes);
    } finally {
      threads.shutdownNow();
    }
    assertThat(version()).isEqualTo(8);
    assertThat(ids()).doesNotHaveDuplicates().contains(numbers(40, 50));
    assertThat(ids().size() % 10).isZero();
  }

  private static void awaitAll(List<Future<?>> writes)
      throws InterruptedException, ExecutionException {
    for (Future<?> write : writes) {
      write.get();
    }
  }
}
