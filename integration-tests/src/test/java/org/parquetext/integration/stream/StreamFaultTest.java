package org.parquetext.integration.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.Fault;
import org.parquetext.integration.fixture.Fault.Operation;
import org.parquetext.integration.fixture.FileCall;
import org.parquetext.integration.fixture.SparkTest;

/** The file system fails somewhere in a batch, and the query is started again. */
@SparkTest(attempts = 2)
class StreamFaultTest extends StreamTest {
  private static final long PATIENCE_SECONDS = 30;

  private final AtomicInteger blows = new AtomicInteger();
  private Predicate<FileCall> struck = call -> false;
  private final Fault fault =
      Fault.by(
          call -> {
            if (struck.test(call) && blows.getAndDecrement() > 0) {
              throw new IOException(Fault.MESSAGE);
            }
          });

  @BeforeEach
  void aSource() throws IOException {
    source().add(0, 20);
  }

  /** So many of the calls that a predicate accepts fail. */
  private void strike(int times, Predicate<FileCall> calls) {
    blows.set(times);
    struck = calls;
  }

  private DataStreamWriter<Row> faulty(Map<String, String> options) {
    return writer(stream(), options)
        .partitionBy("p")
        .option("checkpointLocation", fault.pathTo(checkpoint()));
  }

  private StreamingQuery runFaulty() throws Exception {
    return run(faulty(Map.of("maxRecordsPerFile", "3")), fault.pathTo(table()));
  }

  private void requireFailure() {
    assertThatThrownBy(this::runFaulty)
        .isInstanceOf(StreamingQueryException.class)
        .hasStackTraceContaining(Fault.MESSAGE);
  }

  private static boolean isFile(FileCall call, Operation operation) {
    return call.operation() == operation && call.path().getName().endsWith(".parquet");
  }

  /** Of a batch's file, or what it is while it is written; no mark beside them. */
  private static boolean isOfLog(FileCall call, Operation operation) {
    return call.operation() == operation
        && call.path().getParent().getName().equals("_spark_metadata")
        && !call.path().getName().startsWith(".parquet-ext");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE", "CLOSE"})
  void aTaskThatFailsIsTriedAgain(Operation operation) throws Exception {
    strike(1, call -> isFile(call, operation));
    runFaulty();
    assertThat(fault.hasStruck()).isTrue();
    requireRows(0, 20);
  }

  /** What was written is known by name, so that the table is not listed. */
  @Test
  void aBatchThatFailsLeavesNoFile() throws Exception {
    AtomicInteger created = new AtomicInteger();
    AtomicInteger listed = new AtomicInteger();
    strike(
        Integer.MAX_VALUE,
        call -> {
          listed.addAndGet(isListingOfTable(call) ? 1 : 0);
          return isFile(call, Operation.CREATE) && created.incrementAndGet() > 3;
        });
    requireFailure();
    assertThat(files()).isEmpty();
    assertThat(table().resolve("_spark_metadata/.attempts")).doesNotExist();
    assertThat(listed).as("listings of the table").hasValue(0);
    strike(0, call -> false);
    runFaulty();
    requireRows(0, 20);
  }

  private boolean isListingOfTable(FileCall call) {
    return call.operation() == Operation.LIST && call.path().getName().equals("table");
  }

  /** The driver hears of it, and looks for them. */
  @Test
  void filesThatATaskCannotDeleteGoWithItsBatch() throws Exception {
    AtomicInteger created = new AtomicInteger();
    AtomicInteger undeleted = new AtomicInteger();
    strike(
        Integer.MAX_VALUE,
        call -> {
          boolean isOfTask = Thread.currentThread().getName().startsWith("Executor task launch");
          boolean isDeletion = isFile(call, Operation.DELETE) && isOfTask;
          undeleted.addAndGet(isDeletion ? 1 : 0);
          return isDeletion || isFile(call, Operation.CREATE) && created.incrementAndGet() > 3;
        });
    requireFailure();
    assertThat(undeleted).as("files that tasks could not delete").hasPositiveValue();
    assertThat(files()).isEmpty();
  }

  /** Nobody has written anything, so that its mark beside the log stops nobody. */
  @Test
  void aQueryMayBeginAnewWhereTheFirstBatchHasFailed() throws Exception {
    strike(Integer.MAX_VALUE, call -> isFile(call, Operation.CREATE));
    requireFailure();
    strike(0, call -> false);
    run(otherQuery());
    requireRows(0, 20);
    source().add(20, 30);
    run(otherQuery());
    requireRows(0, 30);
    assertThatThrownBy(this::runFaulty).hasMessageContaining("another checkpoint");
    requireRows(0, 30);
  }

  /** With a checkpoint of its own. */
  private DataStreamWriter<Row> otherQuery() {
    return writer(stream(), Map.of())
        .partitionBy("p")
        .option("checkpointLocation", directory().resolve("other checkpoint").toString());
  }

  /** Both have begun where nothing was written; the log has room for one. */
  @Test
  void ofTwoQueriesThatBeginAtOnceOneWrites() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    strike(Integer.MAX_VALUE, call -> holdsBack(call, reached, released));
    // Of one task, since the other query needs a core.
    StreamingQuery slow =
        writer(source().stream(), Map.of("maxConcurrentUploads", "0"))
            .partitionBy("p")
            .option("checkpointLocation", fault.pathTo(checkpoint()))
            .start(fault.pathTo(table()));
    assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    run(otherQuery());
    released.countDown();
    assertThatThrownBy(slow::awaitTermination).hasStackTraceContaining("a batch of this number");
    requireRows(0, 20);
    assertThatThrownBy(this::runFaulty).hasMessageContaining("another checkpoint");
    source().add(20, 30);
    run(otherQuery());
    requireRows(0, 30);
  }

  /** Both add their first batch, and the log finds out with one of them that it has one. */
  @ParameterizedTest
  @CsvSource({
    "true, a batch of this number by now. Another query",
    "false, 'which has no rows, is committed'"
  })
  void ofTwoQueriesThatAddTheirFirstBatchOneFails(String rows, String message) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    strike(
        Integer.MAX_VALUE, call -> isOfLog(call, Operation.CREATE) && holdsBack(reached, released));
    StreamingQuery slow =
        writer(source().stream().where(rows), Map.of())
            .partitionBy("p")
            .option("checkpointLocation", fault.pathTo(checkpoint()))
            .start(fault.pathTo(table()));
    assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    run(otherQuery());
    released.countDown();
    assertThatThrownBy(slow::awaitTermination)
        .hasStackTraceContaining(message)
        .hasStackTraceContaining(table().resolve("_spark_metadata").toString());
    requireRows(0, 20);
  }

  /** Holds back whoever closes a file. */
  private static boolean holdsBack(FileCall call, CountDownLatch reached, CountDownLatch released) {
    return isFile(call, Operation.CLOSE) && holdsBack(reached, released);
  }

  private static boolean holdsBack(CountDownLatch reached, CountDownLatch released) {
    if (released.getCount() > 0) {
      reached.countDown();
      await(released);
    }
    return false;
  }

  /**
   * Nobody can tell whether the log lists the files, so that they stay; readers do not see them.
   */
  @Test
  void aBatchThatIsNotInTheLogIsWrittenAgain() throws Exception {
    strike(1, call -> isOfLog(call, Operation.RENAME));
    requireFailure();
    int left = files().size();
    assertThat(left).isPositive();
    runFaulty();
    assertThat(ids("parquet")).isEqualTo(numbers(0, 20));
    assertThat(files()).hasSize(2 * left).containsAll(loggedFiles());
  }

  @Test
  void aBatchThatIsInTheLogIsCommittedWhateverFailsThen() throws Exception {
    source().add(20, 30);
    source().add(30, 40);
    source().add(40, 50);
    spark().conf().set("spark.sql.streaming.fileSink.log.compactInterval", 2);
    spark().conf().set("spark.sql.streaming.fileSink.log.cleanupDelay", 0);
    spark().conf().set("spark.sql.streaming.minBatchesToRetain", 1);
    strike(1, call -> isOfLog(call, Operation.DELETE));
    runFaulty();
    assertThat(fault.hasStruck()).isTrue();
    requireRows(0, 50);
  }

  @Test
  void aQueryThatIsStoppedInABatchGoesOn() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    strike(Integer.MAX_VALUE, call -> holdsBack(call, reached, released));
    StreamingQuery query =
        faulty(Map.of()).option("maxConcurrentUploads", 0).start(fault.pathTo(table()));
    assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    Thread stopping = new Thread(() -> stop(query), "stopping");
    stopping.start();
    // The stop cancels the batch's jobs; only then may the task go on, and find itself killed.
    stopping.join(TimeUnit.SECONDS.toMillis(1));
    released.countDown();
    stopping.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(query.isActive()).isFalse();
    runFaulty();
    requireRows(0, 20);
  }

  private static void stop(StreamingQuery query) {
    try {
      query.stop();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** From one moment on nothing can be written or deleted, as if the driver and its tasks died. */
  @Test
  void nothingIsLostOrDoubledInAStormOfRestarts() throws Exception {
    spark().conf().set("spark.sql.streaming.fileSink.log.compactInterval", 3);
    long seed = Long.getLong("parquetext.seed", System.nanoTime());
    Random random = new Random(seed);
    int deaths = Effort.of(3, 50);
    long next = 20;
    for (int died = 0; died < deaths; next += 5) {
      source().add(next, next + 5);
      AtomicInteger life = new AtomicInteger(1 + random.nextInt(60));
      strike(Integer.MAX_VALUE, call -> changes(call) && life.decrementAndGet() < 0);
      try {
        runFaulty();
      } catch (Exception e) {
        assertThat(e).as("seed %d", seed).hasStackTraceContaining(Fault.MESSAGE);
      }
      died += life.get() < 0 ? 1 : 0;
    }
    strike(0, call -> false);
    runFaulty();
    assertThat(ids("parquet")).as("seed %d", seed).isEqualTo(numbers(0, next));
    assertThat(files()).as("seed %d", seed).containsAll(loggedFiles());
  }

  private static boolean changes(FileCall call) {
    return call.operation() != Operation.LIST;
  }
}
