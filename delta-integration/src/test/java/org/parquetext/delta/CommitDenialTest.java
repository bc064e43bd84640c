package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskResultLost$;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts of tasks that write all of their files, and are then denied the commit. */
class CommitDenialTest extends DeltaTest {

  private static final Set<Integer> ATTEMPTS = new ConcurrentSkipListSet<>();

  @ParameterizedTest
  @EnumSource(
      value = SaveMode.class,
      names = {"Append", "Overwrite"})
  void filesOfADeniedAttemptAreNeitherInTheTableNorLeft(SaveMode mode) {
    append(rows(0, 4));
    ATTEMPTS.clear();
    spark.udf().register("raced", (UDF1<Long, Long>) CommitDenialTest::raced, DataTypes.LongType);
    writer(rows(4, 24).selectExpr("raced(id) as id", "text", "part"), mode)
        .option("maxRecordsPerFile", 3)
        .save(table);
    assertThat(new TreeSet<>(ATTEMPTS)).containsExactly(0, 1);
    assertThat(ids()).containsExactly(numbers(mode == SaveMode.Append ? 0 : 4, 24));
    assertThat(version()).isOne();
    assertThat(dataFiles()).hasSize(files().size() + (mode == SaveMode.Append ? 0 : 2));
  }

  /** The driver takes the first attempt for dead, which goes on without knowing. */
  private static Long raced(Long id) {
    TaskContext task = TaskContext.get();
    if (id == 5) {
      ATTEMPTS.add(task.attemptNumber());
      if (task.attemptNumber() == 0) {
        SparkEnv.get()
            .outputCommitCoordinator()
            .taskCompleted(
                task.stageId(),
                task.stageAttemptNumber(),
                task.partitionId(),
                task.attemptNumber(),
                TaskResultLost$.MODULE$);
      }
    }
    return id;
  }
}
