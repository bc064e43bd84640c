package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

  /** From here on also a few have outcomes of most kinds. */
  private static final long FIRST_SEED = 33;

  private static final int SCHEDULES = Effort.of(6, 240);

  private static final Map<Outcome, Integer> OUTCOMES = new EnumMap<>(Outcome.class);

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void thePromiseIsKept(long seed, SparkSession spark, @TempDir Path directory) {
    Schedule schedule = Schedule.draw(seed);
    try {
      FaultyWrite write =
          new FaultyWrite(spark, directory.resolve("table"), schedule.shape(), schedule.strikes());
      write.run();
      write.requirePromise();
      write.requireRerun();
      Resources.requireReleased();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed %d, %s: %s".formatted(seed, schedule, e.getMessage()), e);
    }
    Outcome outcome = new Promise(schedule.shape(), schedule.strikes()).outcome();
    OUTCOMES.merge(outcome, 1, Integer::sum);
  }

  @AfterAll
  static void halfOfTheWritesSucceed() {
    LOG.info("{} fault schedules end in {}", SCHEDULES, OUTCOMES);
    assertThat(OUTCOMES.values().stream().mapToInt(Integer::intValue).sum())
        .as("schedules whose promise was kept")
        .isEqualTo(SCHEDULES);
    assertThat(OUTCOMES.get(Outcome.SUCCESS))
        .as("schedules in which the first run succeeds")
        .isGreaterThanOrEqualTo(SCHEDULES / 2);
  }
}
