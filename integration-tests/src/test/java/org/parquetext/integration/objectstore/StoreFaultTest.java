package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parquetext.integration.objectstore.S3Fault.INTERNAL_ERROR;
import static org.parquetext.integration.objectstore.S3Fault.LOST_RESPONSE;
import static org.parquetext.integration.objectstore.S3Fault.RESET;
import static org.parquetext.integration.objectstore.S3Fault.SLOW_DOWN;
import static org.parquetext.integration.objectstore.S3Fault.TIME_OUT;
import static org.parquetext.integration.objectstore.S3Request.Kind.ABORT_UPLOAD;
import static org.parquetext.integration.objectstore.S3Request.Kind.COMPLETE_UPLOAD;
import static org.parquetext.integration.objectstore.S3Request.Kind.CREATE_UPLOAD;
import static org.parquetext.integration.objectstore.S3Request.Kind.GET;
import static org.parquetext.integration.objectstore.S3Request.Kind.HEAD;
import static org.parquetext.integration.objectstore.S3Request.Kind.LIST;
import static org.parquetext.integration.objectstore.S3Request.Kind.PUT;
import static org.parquetext.integration.objectstore.S3Request.Kind.UPLOAD_PART;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.fs.s3a.impl.AWSClientConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.parquetext.integration.fixture.Effort;

/**
 * The store fails while a table is written. Where S3A's retries suffice, the write succeeds with
 * exactly its rows; where not, it fails, the table is what it was, and no upload is left.
 */
class StoreFaultTest extends ObjectStoreTest {
  /** More than what S3A and the SDK below it try together. */
  private static final int ALWAYS = 1000;

  private static final long OLD_ROWS = 100;
  private static final long NEW_ROWS = 100;

  /** A fault of requests of a kind: how many are spared first, how many fail then. */
  private record Case(S3Fault fault, S3Request.Kind kind, int spared, int failing) {}

  /** Those that S3A's retries ride out; a few of them in every run. */
  private static final List<Case> PASSING =
      List.of(
          new Case(RESET, UPLOAD_PART, 2, 1),
          new Case(INTERNAL_ERROR, COMPLETE_UPLOAD, 1, 1),
          new Case(SLOW_DOWN, COMPLETE_UPLOAD, 0, 3),
          new Case(RESET, CREATE_UPLOAD, 0, 1),
          new Case(LOST_RESPONSE, PUT, 0, 1),
          new Case(TIME_OUT, COMPLETE_UPLOAD, 0, 1),
          new Case(SLOW_DOWN, LIST, 0, 3),
          new Case(LOST_RESPONSE, UPLOAD_PART, 1, 1),
          new Case(TIME_OUT, UPLOAD_PART, 1, 1),
          new Case(INTERNAL_ERROR, UPLOAD_PART, 1, 2),
          new Case(SLOW_DOWN, UPLOAD_PART, 0, 3),
          new Case(INTERNAL_ERROR, CREATE_UPLOAD, 0, 1),
          new Case(SLOW_DOWN, CREATE_UPLOAD, 0, 3),
          new Case(SLOW_DOWN, PUT, 0, 3),
          new Case(SLOW_DOWN, HEAD, 0, 3),
          new Case(RESET, PUT, 1, 1),
          new Case(RESET, COMPLETE_UPLOAD, 0, 1),
          new Case(RESET, GET, 0, 1));

  /** Those that end a write; a few of them in every run. */
  private static final List<Case> LASTING =
      List.of(
          new Case(RESET, UPLOAD_PART, 1, ALWAYS),
          new Case(INTERNAL_ERROR, COMPLETE_UPLOAD, 1, ALWAYS),
          new Case(INTERNAL_ERROR, PUT, 0, ALWAYS),
          new Case(INTERNAL_ERROR, CREATE_UPLOAD, 0, ALWAYS),
          new Case(INTERNAL_ERROR, COMPLETE_UPLOAD, 0, ALWAYS),
          new Case(SLOW_DOWN, UPLOAD_PART, 1, ALWAYS),
          new Case(SLOW_DOWN, PUT, 3, ALWAYS),
          new Case(RESET, COMPLETE_UPLOAD, 1, ALWAYS));

  /** The object is there then, and S3A cannot know it: the job may fail, but takes it away. */
  private static final List<Case> LOST_COMPLETIONS =
      List.of(
          new Case(LOST_RESPONSE, COMPLETE_UPLOAD, 0, 1),
          new Case(LOST_RESPONSE, COMPLETE_UPLOAD, 1, 1),
          new Case(LOST_RESPONSE, COMPLETE_UPLOAD, 0, 2));

  private static final S3Fault[] RANDOM_FAULTS = {INTERNAL_ERROR, SLOW_DOWN, RESET, LOST_RESPONSE};

  /** A store that for ever refuses to list or to delete lets nobody clean up. */
  private static final S3Request.Kind[] KINDS_THAT_MAKE_FILES = {
    CREATE_UPLOAD, UPLOAD_PART, PUT, COMPLETE_UPLOAD
  };

  private final List<Long> expected = new ArrayList<>();

  @BeforeAll
  static void letTimeOutsBeShort() {
    AWSClientConfig.setMinimumOperationDuration(Duration.ofSeconds(1));
  }

  @AfterAll
  static void letTimeOutsBeAsTheyWere() {
    AWSClientConfig.resetMinimumOperationDuration();
  }

  @BeforeEach
  void writeTheOldTable() {
    store().set(spark(), "multipart.size", WideTable.PART);
    store().set(spark(), "connection.timeout", "2s");
    store().set(spark(), "connection.request.timeout", "3s");
    writer(rows(0, OLD_ROWS, 1), SaveMode.Append).save(table());
    expected.addAll(numbers(0, OLD_ROWS));
  }

  @AfterEach
  void endTheFaults() {
    store().proxy().faults().clear();
  }

  @Test
  void passingFaultsAreRiddenOut() {
    for (Case one : PASSING.subList(0, Effort.of(7, PASSING.size()))) {
      assertThat(write(SaveMode.Append, one)).as("error of %s", one).isNull();
      requireTable(one);
    }
  }

  @Test
  void lastingFaultsFailTheWriteAndNothingElse() {
    for (Case one : LASTING.subList(0, Effort.of(3, LASTING.size()))) {
      List<String> before = files();
      for (SaveMode mode : modes()) {
        assertThat(write(mode, one)).as("error of %s, %s", one, mode).isNotNull();
        assertThat(files()).as("files after %s, %s", one, mode).isEqualTo(before);
        requireTable(one);
      }
    }
  }

  @Test
  void whereAnAnswerIsLostTheTableIsTheOldOrTheNew() {
    for (Case one : LOST_COMPLETIONS.subList(0, Effort.of(1, LOST_COMPLETIONS.size()))) {
      for (SaveMode mode : List.of(SaveMode.Append, SaveMode.Overwrite)) {
        write(mode, one);
        requireTable(one);
      }
    }
  }

  private static List<SaveMode> modes() {
    List<SaveMode> both = List.of(SaveMode.Overwrite, SaveMode.Append);
    return both.subList(0, Effort.of(1, both.size()));
  }

  /** Also aborting is tried again. */
  @Test
  void anUploadIsAbortedThoughTheFirstTryFails() {
    store().proxy().faults().add(INTERNAL_ERROR, ABORT_UPLOAD, 0, 2);
    Case one = new Case(INTERNAL_ERROR, UPLOAD_PART, 1, ALWAYS);
    assertThat(write(SaveMode.Append, one)).isNotNull();
    assertThat(store().proxy().requests(ABORT_UPLOAD)).hasSizeGreaterThan(2);
    requireTable(one);
  }

  /** Faults of up to three kinds of requests, chosen by a seed, one append after the other. */
  @Test
  void whateverFailsTheTableIsTheOldOrTheNew(TestReporter reporter) {
    int seeds = Effort.of(4, 100);
    int succeeded = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      injectAtRandom(new Random(seed));
      Exception error = run(SaveMode.Append, rows(next(), next() + NEW_ROWS, 2), NEW_ROWS);
      String what = "seed %d, %s, error %s".formatted(seed, store().proxy().faults(), error);
      store().proxy().faults().clear();
      succeeded += error == null ? 1 : 0;
      requireTable(what);
    }
    reporter.publishEntry(
        "%d of %d writes to a failing store succeeded".formatted(succeeded, seeds));
    assertThat(succeeded).as("successes of %d seeds", seeds).isGreaterThanOrEqualTo(seeds / 2);
  }

  private void injectAtRandom(Random random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      boolean lasts = random.nextInt(5) == 0;
      S3Request.Kind[] kinds = lasts ? KINDS_THAT_MAKE_FILES : S3Request.Kind.values();
      store()
          .proxy()
          .faults()
          .add(
              RANDOM_FAULTS[random.nextInt(RANDOM_FAULTS.length)],
              kinds[random.nextInt(kinds.length)],
              random.nextInt(4),
              lasts ? ALWAYS : 1 + random.nextInt(3));
    }
  }

  /** Writes new rows in two tasks, those of parts in several of them; returns the error or null. */
  private Exception write(SaveMode mode, Case one) {
    FaultPlan faults = store().proxy().faults();
    faults.add(one.fault, one.kind, one.spared, one.failing);
    long count = one.kind == UPLOAD_PART ? 2 * WideTable.ROWS_OF_TWO_PARTS : NEW_ROWS;
    Dataset<Row> rows =
        one.kind == UPLOAD_PART
            ? WideTable.rows(spark(), next(), count, 2)
            : rows(next(), next() + count, 2);
    Exception error = run(mode, rows, count);
    assertThat(faults.struck()).as("requests that failed for %s", one).isPositive();
    faults.clear();
    return error;
  }

  /** The id after the largest. */
  private long next() {
    return expected.get(expected.size() - 1) + 1;
  }

  /** Writes rows from the next id on, and notes them as expected if that does not fail. */
  private Exception run(SaveMode mode, Dataset<Row> rows, long count) {
    try {
      WideTable.writer(rows, mode).save(table());
    } catch (Exception e) {
      return e;
    }
    List<Long> written = numbers(next(), next() + count);
    if (mode == SaveMode.Overwrite) {
      expected.clear();
    }
    expected.addAll(written);
    return null;
  }

  private void requireTable(Object what) {
    assertThat(ids().equals(expected)).as("exact rows after %s", what).isTrue();
    assertThat(store().pendingUploads()).as("pending uploads after %s", what).isEmpty();
    requireNothingTemporary();
  }
}
