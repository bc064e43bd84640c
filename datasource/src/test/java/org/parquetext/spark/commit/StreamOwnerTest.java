package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which batches of which query a log takes. */
class StreamOwnerTest {
  private static final OptionalLong EMPTY = OptionalLong.empty();
  private static final long NOW = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir private java.nio.file.Path log;
  private StreamOwner owner;

  @BeforeEach
  void open() throws IOException {
    owner = owner("a");
  }

  private StreamOwner owner(String query) throws IOException {
    return new StreamOwner(
        FileSystem.getLocal(new Configuration()), new Path(log.toUri().toString()), query);
  }

  @Test
  void aQueryAddsOneBatchAfterTheOther() throws IOException {
    owner.require(batch(0), EMPTY);
    owner.require(batch(1), OptionalLong.of(0));
    owner.require(batch(2), OptionalLong.of(1));
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  @Test
  void theLatestBatchMayComeAgain() throws IOException {
    owner.require(batch(0), EMPTY);
    owner.require(batch(0), EMPTY);
    owner.require(batch(0), OptionalLong.of(0));
  }

  @Test
  void aCheckpointThatIsFurtherThanTheLogIsRefused() throws IOException {
    assertThatThrownBy(() -> owner.require(batch(57), EMPTY))
        .hasMessageContaining("it is empty, and this query is at batch 57");
    owner.require(batch(0), EMPTY);
    assertThatThrownBy(() -> owner.require(batch(2), OptionalLong.of(0)))
        .hasMessageContaining("it holds batch 0, and this query is at batch 2");
  }

  @Test
  void aCheckpointThatWasSetBackIsRefused() throws IOException {
    owner.require(batch(0), EMPTY);
    assertThatThrownBy(() -> owner.require(batch(6), OptionalLong.of(10)))
        .hasMessageContaining("it holds batch 10, and this query is at batch 6");
  }

  /** Spark cuts another batch under the number of one that is there, however soon. */
  @Test
  void aCheckpointThatWasSetBackByOneBatchIsRefused() throws IOException {
    add(batch(0, NOW));
    owner.require(batch(0, NOW), OptionalLong.of(0));
    for (long millis : new long[] {NOW - HOUR_MILLIS, NOW + 1, NOW + HOUR_MILLIS}) {
      assertThatThrownBy(() -> owner.require(batch(0, millis), OptionalLong.of(0)))
          .hasMessageContaining("it holds batch 0 as it was begun at 2026-01-02T03:04:05Z")
          .hasMessageContaining("another batch 0 at " + Instant.ofEpochMilli(millis));
    }
  }

  /** The clock of the file system has no say. */
  @Test
  void theLatestBatchMayComeAgainWhereTheDriversClockIsAhead() throws IOException {
    add(batch(0, NOW + HOUR_MILLIS));
    Files.setLastModifiedTime(Files.createFile(log.resolve("0")), FileTime.fromMillis(NOW));
    owner.require(batch(0, NOW + HOUR_MILLIS), OptionalLong.of(0));
  }

  /** Spark's own sink leaves no mark of a batch. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "0.compact"})
  void ofABatchWithoutAMarkTheClockTells(String name) throws IOException {
    owner.require(batch(0), EMPTY);
    Files.setLastModifiedTime(Files.createFile(log.resolve(name)), FileTime.fromMillis(NOW));
    owner.require(batch(0, NOW - HOUR_MILLIS), OptionalLong.of(0));
    owner.require(batch(0, NOW), OptionalLong.of(0));
    assertThatThrownBy(() -> owner.require(batch(0, NOW + HOUR_MILLIS), OptionalLong.of(0)))
        .hasMessageContaining("this query has begun another batch 0 since then");
  }

  @Test
  void aFileOfOthersIsNoMarkOfABatch() throws IOException {
    Files.createFile(log.resolve(".parquet-ext-batch-copy"));
    Files.createFile(log.resolve(".parquet-ext-batch-0-of-old"));
    add(batch(0, NOW));
    owner.require(batch(0, NOW), OptionalLong.of(0));
  }

  @Test
  void onlyTheLatestBatchHasAMark() throws IOException {
    add(batch(0, NOW));
    add(batch(1, NOW + 1));
    add(batch(10, NOW + 2));
    assertThat(marks())
        .containsExactlyInAnyOrder(".parquet-ext-query-a", ".parquet-ext-batch-10-" + (NOW + 2));
  }

  /** Its driver has only slept. */
  @Test
  void aRunThatComesLateLeavesTheMarksOfLaterBatches() throws IOException {
    owner.require(batch(0, NOW), EMPTY);
    owner.adds(batch(0, NOW));
    owner.adds(batch(1, NOW + 1));
    owner.won(batch(0, NOW));
    assertThatThrownBy(() -> owner.require(batch(1, NOW), OptionalLong.of(1)))
        .hasMessageContaining("another batch 1");
  }

  /** It has failed before it was in the log. */
  @Test
  void aBatchMayBeBegunAnewThatTheLogDoesNotHold() throws IOException {
    owner.require(batch(0, NOW), EMPTY);
    owner.adds(batch(0, NOW));
    add(batch(0, NOW + 1));
    owner.require(batch(0, NOW + 1), OptionalLong.of(0));
    assertThatThrownBy(() -> owner.require(batch(0, NOW), OptionalLong.of(0)))
        .hasMessageContaining("another batch 0");
  }

  /** One of them may have died between the log and the marks. */
  @Test
  void ofTwoBatchesOfOneNumberNeitherIsTakenForWritten() throws IOException {
    owner.require(batch(0, NOW), EMPTY);
    owner.adds(batch(0, NOW));
    owner.adds(batch(0, NOW + 1));
    for (long millis : new long[] {NOW, NOW + 1}) {
      assertThatThrownBy(() -> owner.require(batch(0, millis), OptionalLong.of(0)))
          .hasMessageContaining("several have been begun")
          .hasMessageContaining(".parquet-ext-batch-0-" + NOW)
          .hasMessageContaining(".parquet-ext-batch-0-" + (NOW + 1));
    }
  }

  @Test
  void theBatchThatLosesDoesNotDisturbTheOther() throws IOException {
    add(batch(0, NOW));
    owner.adds(batch(1, NOW + 2));
    owner.adds(batch(1, NOW + 1));
    owner.lost(batch(1, NOW + 1));
    owner.require(batch(1, NOW + 2), OptionalLong.of(1));
  }

  /** Another run of the query has written the very same batch. */
  @Test
  void aBatchThatLosesToItselfKeepsItsMark() throws IOException {
    add(batch(0, NOW));
    owner.adds(batch(1, NOW + 1));
    owner.lost(batch(1, NOW + 1));
    assertThatThrownBy(() -> owner.require(batch(1, NOW), OptionalLong.of(1)))
        .hasMessageContaining("another batch 1");
  }

  @Test
  void theLogOfAnotherQueryIsRefused() throws IOException {
    owner.require(batch(0), EMPTY);
    owner.won(batch(0));
    for (long number : new long[] {0, 1}) {
      assertThatThrownBy(() -> owner("b").require(batch(number), OptionalLong.of(0)))
          .hasMessageContaining("it belongs to query a")
          .hasMessageContaining("delete")
          .hasMessageContaining(".parquet-ext-query-a");
    }
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  @Test
  void aQueryMayBeginWhereAnotherHasWrittenNothing() throws IOException {
    owner.require(batch(0), EMPTY);
    StreamOwner other = owner("b");
    other.require(batch(0), EMPTY);
    other.won(batch(0));
    assertThat(marks()).containsExactly(".parquet-ext-query-b");
    other.require(batch(1), OptionalLong.of(0));
    assertThatThrownBy(() -> owner.require(batch(0), OptionalLong.of(0)))
        .hasMessageContaining("it belongs to query b");
  }

  /** The other may see its mark after it has won, and before this one has lost. */
  @Test
  void theQueryThatLosesDoesNotDisturbTheOther() throws IOException {
    StreamOwner other = owner("b");
    owner.require(batch(0), EMPTY);
    owner.won(batch(0));
    other.require(batch(0), EMPTY);
    assertThatThrownBy(() -> owner.require(batch(1), OptionalLong.of(0)))
        .hasMessageContaining("it belongs to query b");
    other.lost(batch(0));
    owner.require(batch(1), OptionalLong.of(0));
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  /** It was the query itself that has written the batch, in another run. */
  @Test
  void aQueryThatLosesToItselfKeepsTheLog() throws IOException {
    owner.require(batch(0), EMPTY);
    owner.lost(batch(0));
    owner.require(batch(0), OptionalLong.of(0));
  }

  @Test
  void aLogWithoutOwnerIsTakenOverBehindItsLatestBatchOnly() throws IOException {
    for (long number : new long[] {0, 2, 5}) {
      assertThatThrownBy(() -> owner.require(batch(number), OptionalLong.of(3)))
          .hasMessageContaining("it holds batch 3, and this query is at batch " + number);
    }
    assertThatThrownBy(() -> owner.require(batch(3), OptionalLong.of(3)))
        .hasMessageContaining("let that sink end the batch first");
    assertThat(marks()).isEmpty();
    owner.require(batch(4), OptionalLong.of(3));
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  /** The query writes a batch. */
  private void add(DecidedBatch batch) throws IOException {
    owner.require(batch, batch.number() == 0 ? EMPTY : OptionalLong.of(batch.number() - 1));
    owner.adds(batch);
    owner.won(batch);
  }

  /** One of an unknown time. */
  private static DecidedBatch batch(long number) {
    return new DecidedBatch(number, OptionalLong.empty());
  }

  private static DecidedBatch batch(long number, long millis) {
    return new DecidedBatch(number, OptionalLong.of(millis));
  }

  private List<String> marks() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(log)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .toList();
    }
  }
}
