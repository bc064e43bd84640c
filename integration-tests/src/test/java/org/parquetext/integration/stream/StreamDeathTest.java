package org.parquetext.integration.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fixture.ForkedJvm;
import org.parquetext.integration.fixture.FullEffort;
import org.parquetext.integration.stream.MortalQuery.Checkpoints;

/** The process of a query ends without a warning, and another one goes on. */
class StreamDeathTest extends StreamTest {
  private static final int HEAP_MEBIBYTES = 512;
  private static final long PATIENCE_SECONDS = 120;
  private static final int DEATHS = 12;

  /** Its driver is known to be dead, so that what it left can be deleted. */
  @Test
  void whatADeadBatchLeftGoesWhenItIsWrittenAgain() throws Exception {
    source().add(0, 20);
    dieBefore(".*\\.parquet", 3, Checkpoints.DEFAULT);
    assertThat(files()).as("files of the dead batch").isNotEmpty();
    run(writer(stream(), Map.of()).partitionBy("p"));
    requireRows(0, 20);
  }

  @ParameterizedTest
  @EnumSource(Checkpoints.class)
  @FullEffort
  void aBatchThatDiedWhileItCommittedIsWrittenOnce(Checkpoints checkpoints) throws Exception {
    source().add(0, 20);
    dieBefore(".*/_spark_metadata/0", 1, checkpoints);
    assertThat(table().resolve("_spark_metadata/0")).doesNotExist();
    assertThat(files()).as("files of the dead batch").isNotEmpty();
    run(writer(stream(), Map.of()).partitionBy("p"));
    assertThat(ids("parquet")).isEqualTo(numbers(0, 20));
  }

  @ParameterizedTest
  @EnumSource(Checkpoints.class)
  @FullEffort
  void aBatchThatDiedBeforeTheCheckpointKnewOfItIsNotWrittenAgain(Checkpoints checkpoints)
      throws Exception {
    source().add(0, 20);
    dieBefore(".*/commits/0", 1, checkpoints);
    assertThat(table().resolve("_spark_metadata/0")).exists();
    run(writer(stream(), Map.of()).partitionBy("p"));
    requireRows(0, 20);
  }

  @ParameterizedTest
  @EnumSource(Checkpoints.class)
  @FullEffort
  void nothingIsLostOrDoubledInAStormOfDeaths(Checkpoints checkpoints) throws Exception {
    long seed = Long.getLong("parquetext.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < DEATHS; i++) {
      source().add(i * 5, i * 5 + 5);
      dieBefore(".*", 1 + random.nextInt(50), checkpoints);
    }
    run(writer(stream(), Map.of()).partitionBy("p"));
    assertThat(ids("parquet")).as("seed %d", seed).isEqualTo(numbers(0, DEATHS * 5));
    assertThat(files()).as("seed %d", seed).containsAll(loggedFiles());
  }

  /** Runs a query in a process that ends when it makes, moves or deletes the nth such path. */
  private void dieBefore(String paths, int number, Checkpoints checkpoints) throws Exception {
    Process process =
        new ForkedJvm(HEAP_MEBIBYTES)
            .start(
                MortalQuery.class,
                directory(),
                List.of(
                    directory().toString(),
                    paths,
                    Integer.toString(number),
                    checkpoints.toString()));
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).as(() -> output()).isIn(0, MortalFileSystem.EXIT_CODE);
    } finally {
      process.destroyForcibly();
    }
  }

  private String output() {
    try {
      return Files.readString(directory().resolve("output.txt"));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
