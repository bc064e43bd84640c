package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.Resources;
import org.parquetext.integration.fixture.SparkTest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes that are struck at random: each keeps its promise, and the same write without faults then
 * succeeds as if nothing had happened.
 */
@SparkTest(attempts = 4)
class RandomFaultsTest {
  private static final Logger LOG = LoggerFactory.getLogger(RandomFaultsTest.class);
  private static final int SCHEDULES = Effort.of(8, 240);

  @TempDir private Path directory;

  @Test
  void promisesAreKept(SparkSession spark) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (long seed = 0; seed < SCHEDULES; seed++) {
      Schedule schedule = Schedule.draw(seed);
      requirePromise(spark, seed, schedule);
      outcomes.merge(new Promise(schedule.shape(), schedule.strikes()).outcome(), 1, Integer::sum);
    }
    Resources.requireNoThreads();
    LOG.info("{} fault schedules end in {}", SCHEDULES, outcomes);
    assertThat(outcomes.get(Outcome.SUCCESS))
        .as("schedules in which the first run succeeds")
        .isGreaterThanOrEqualTo(SCHEDULES / 2);
  }

  private void requirePromise(SparkSession spark, long seed, Schedule schedule) {
    try {
      FaultyWrite write =
          new FaultyWrite(
              spark, directory.resolve("table" + seed), schedule.shape(), schedule.strikes());
      write.run();
      write.requirePromise();
      write.requireRerun();
      Resources.requireReleased();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed %d, %s: %s".formatted(seed, schedule, e.getMessage()), e);
    }
  }
}
