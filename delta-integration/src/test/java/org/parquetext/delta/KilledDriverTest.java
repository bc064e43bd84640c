package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A driver that dies before, in and after its commit, and one that tries again. */
@FullEffort
class KilledDriverTest extends DeltaTest {

  @ParameterizedTest
  @CsvSource({
    "Append, DIES, 10, 20",
    "Append, WRITES_THEN_DIES, 20, 20",
    "Overwrite, DIES, 10, 10",
    "Overwrite, WRITES_THEN_DIES, 10, 10"
  })
  void theRowsAreThereOnceAfterTheNextTry(SaveMode mode, String fault, int left, int expected)
      throws Exception {
    append(rows(0, 10));
    assertThat(run(mode, fault)).isEqualTo(FaultyLogStore.DEAD);
    assertThat(ids()).hasSize(left).doesNotHaveDuplicates();
    assertThat(run(mode, "none")).isZero();
    assertThat(ids()).hasSize(expected).doesNotHaveDuplicates().contains(numbers(10, 20));
    assertThat(version()).isOne();
  }

  private int run(SaveMode mode, String fault) throws Exception {
    return new ChildJvm(directory.resolve("output.txt"), ChildJvm.classPath())
        .run(KilledDriver.class, table, mode.name(), fault);
  }
}
