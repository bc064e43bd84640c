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

/** Which batches of which query a log takes. */
class StreamOwnerTest {
  private static final OptionalLong EMPTY = OptionalLong.empty();

  @TempDir private java.nio.file.Path log;
  private StreamOwner owner;

  @BeforeEach
  void open() throws IOException {
    owner =
        new StreamOwner(FileSystem.getLocal(new Configuration()), new Path(log.toUri().toString()));
  }

  @Test
  void aQueryAddsOneBatchAfterTheOther() throws IOException {
    owner.require("a", 0, EMPTY);
    owner.require("a", 1, OptionalLong.of(0));
    owner.require("a", 2, OptionalLong.of(1));
    assertThat(marks()).containsExactly(".parquet-ext-query-a");
  }

  @Test
  void theLatestBatchMayComeAgain() throws IOException {
    owner.require("a", 0, EMPTY);
    owner.require("a", 0, EMPTY);
    owner.require("a", 0, OptionalLong.of(0));
  }

  @Test
  void aCheckpointThatIsFurtherThanTheLogIsRefused() throws IOException {
    assertThatThrownBy(() -> owner.require("a", 57, EMPTY))
        .hasMessageContaining("it is empty, and this query is at batch 57");
    owner.require("a", 0, EMPTY);
    assertThatThrownBy(() -> owner.require("a", 2, OptionalLong.of(0)))
        .hasMessageContaining("it holds batch 0, and this query is at batch 2");
  }

  @Test
  void aCheckpointThatWasSetBackIsRefused() throws IOException {
    owner.require("a", 0, EMPTY);
    assertThatThrownBy(() -> owner.require("a", 6, OptionalLong.of(10)))
        .hasMessageContaining("it holds batch 10, and this query is at batch 6");
  }

  @Test
  void theLogOfAnotherQueryIsRefused() throws IOException {
    owner.require("a", 0, EMPTY);
    assertThatThrownBy(() -> owner.require("b", 0, EMPTY))
        .hasMessageContaining("it belongs to query a")
        .hasMessageContaining("delete")
        .hasMessageContaining(".parquet-ext-query-a");
    assertThatThrownBy(() -> owner.require("b", 1, OptionalLong.of(0)))
        .hasMessageContaining("it belongs to query a");
  }

  @Test
  void aLogWithoutOwnerIsTakenOverBehindItsLatestBatchOnly() throws IOException {
    for (long batch : new long[] {0, 2, 5}) {
      assertThatThrownBy(() -> owner.require("a", batch, OptionalLong.of(3)))
          .hasMessageContaining("it holds batch 3, and this query is at batch " + batch);
    }
    assertThatThrownBy(() -> owner.require("a", 3, OptionalLong.of(3)))
        .hasMessageContaining("let that sink end the batch first");
    assertThat(marks()).isEmpty();
    owner.require("a", 4, OptionalLong.of(3));
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
