package org.parquetext.spark.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
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
  private static final OptionalLong UNKNOWN = OptionalLong.empty();
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
    owner.require(0, UNKNOWN, EMPTY);
    owner.require(1, UNKNOWN, OptionalLong.of(0));
    owner.require(2, UNKNOWN, OptionalLong.of(1));
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  @Test
  void theLatestBatchMayComeAgain() throws IOException {
    owner.require(0, UNKNOWN, EMPTY);
    owner.require(0, UNKNOWN, EMPTY);
    owner.require(0, UNKNOWN, OptionalLong.of(0));
  }

  @Test
  void aCheckpointThatIsFurtherThanTheLogIsRefused() throws IOException {
    assertThatThrownBy(() -> owner.require(57, UNKNOWN, EMPTY))
        .hasMessageContaining("it is empty, and this query is at batch 57");
    owner.require(0, UNKNOWN, EMPTY);
    assertThatThrownBy(() -> owner.require(2, UNKNOWN, OptionalLong.of(0)))
        .hasMessageContaining("it holds batch 0, and this query is at batch 2");
  }

  @Test
  void aCheckpointThatWasSetBackIsRefused() throws IOException {
    owner.require(0, UNKNOWN, EMPTY);
    assertThatThrownBy(() -> owner.require(6, UNKNOWN, OptionalLong.of(10)))
        .hasMessageContaining("it holds batch 10, and this query is at batch 6");
  }

  /** Spark cuts another batch under the number of one that is there. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "0.compact"})
  void aCheckpointThatWasSetBackByOneBatchIsRefused(String name) throws IOException {
    owner.require(0, UNKNOWN, EMPTY);
    long added = Files.getLastModifiedTime(Files.createFile(log.resolve(name))).toMillis();
    owner.require(0, OptionalLong.of(added - HOUR_MILLIS), OptionalLong.of(0));
    owner.require(0, OptionalLong.of(added), OptionalLong.of(0));
    assertThatThrownBy(
            () -> owner.require(0, OptionalLong.of(added + HOUR_MILLIS), OptionalLong.of(0)))
        .hasMessageContaining("this query has begun another batch 0 since then");
  }

  @Test
  void theLogOfAnotherQueryIsRefused() throws IOException {
    owner.require(0, UNKNOWN, EMPTY);
    owner.won();
    for (long batch : new long[] {0, 1}) {
      assertThatThrownBy(() -> owner("b").require(batch, UNKNOWN, OptionalLong.of(0)))
          .hasMessageContaining("it belongs to query a")
          .hasMessageContaining("delete")
          .hasMessageContaining(".parquet-ext-query-a");
    }
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  @Test
  void aQueryMayBeginWhereAnotherHasWrittenNothing() throws IOException {
    owner.require(0, UNKNOWN, EMPTY);
    StreamOwner other = owner("b");
    other.require(0, UNKNOWN, EMPTY);
    other.won();
    assertThat(marks()).containsExactly(".parquet-ext-query-b");
    other.require(1, UNKNOWN, OptionalLong.of(0));
    assertThatThrownBy(() -> owner.require(0, UNKNOWN, OptionalLong.of(0)))
        .hasMessageContaining("it belongs to query b");
  }

  /** The other may see its mark after it has won, and before this one has lost. */
  @Test
  void theQueryThatLosesDoesNotDisturbTheOther() throws IOException {
    StreamOwner other = owner("b");
    owner.require(0, UNKNOWN, EMPTY);
    owner.won();
    other.require(0, UNKNOWN, EMPTY);
    assertThatThrownBy(() -> owner.require(1, UNKNOWN, OptionalLong.of(0)))
        .hasMessageContaining("it belongs to query b");
    other.lost();
    owner.require(1, UNKNOWN, OptionalLong.of(0));
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  /** It was the query itself that has written the batch, in another run. */
  @Test
  void aQueryThatLosesToItselfKeepsTheLog() throws IOException {
    owner.require(0, UNKNOWN, EMPTY);
    owner.lost();
    owner.require(0, UNKNOWN, OptionalLong.of(0));
  }

  @Test
  void aLogWithoutOwnerIsTakenOverBehindItsLatestBatchOnly() throws IOException {
    for (long batch : new long[] {0, 2, 5}) {
      assertThatThrownBy(() -> owner.require(batch, UNKNOWN, OptionalLong.of(3)))
          .hasMessageContaining("it holds batch 3, and this query is at batch " + batch);
    }
    assertThatThrownBy(() -> owner.require(3, UNKNOWN, OptionalLong.of(3)))
        .hasMessageContaining("let that sink end the batch first");
    assertThat(marks()).isEmpty();
    owner.require(4, UNKNOWN, OptionalLong.of(3));
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
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
