package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of rows and files when the log store fails in the commit. */
class CommitFaultsTest extends DeltaTest {

  @AfterEach
  void mend() {
    FaultyLogStore.mend();
  }

  @ParameterizedTest
  @EnumSource(
      value = SaveMode.class,
      names = {"Append", "Overwrite"})
  void aCommitThatFailedLeavesNoVersionAndKeepsItsFilesAsItMayYetLand(SaveMode mode) {
    append(rows(0, 4));
    FaultyLogStore.NEXT.set(FaultyLogStore.Fault.FAILS);
    assertThatThrownBy(() -> writer(rows(10, 14), mode).save(table))
        .hasMessageContaining("Cannot tell whether the write")
        .hasStackTraceContaining("the log store failed");
    assertThat(version()).isZero();
    assertThat(ids()).containsExactly(numbers(0, 4));
    assertThat(dataFiles()).hasSize(files().size() + 2);
  }

  @Test
  void aTableWhoseLogCannotBeMadeLeavesNoFiles() {
    spark
        .udf()
        .register(
            "obstructed",
            (UDF1<Long, Long>)
                id -> {
                  Files.createDirectories(Path.of(table));
                  Files.write(Path.of(table, "_delta_log"), new byte[] {1});
                  return id;
                },
            DataTypes.LongType);
    assertThatThrownBy(() -> append(spark.range(1).selectExpr("obstructed(id) as id")))
        .hasMessageNotContaining("Cannot tell whether the write");
    assertThat(dataFiles()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = SaveMode.class,
      names = {"Append", "Overwrite"})
  void aCommitThatLandedAndThenFailedIsASuccess(SaveMode mode) {
    append(rows(10, 14));
    FaultyLogStore.NEXT.set(FaultyLogStore.Fault.WRITES_THEN_FAILS);
    writer(rows(0, 4), mode).save(table);
    assertThat(version()).isOne();
    assertThat(ids()).startsWith(numbers(0, 4)).hasSize(mode == SaveMode.Append ? 8 : 4);
  }

  @ParameterizedTest
  @EnumSource(
      value = SaveMode.class,
      names = {"Append", "Overwrite"})
  void aCommitWhoseAnswerWasLostIsMadeOnce(SaveMode mode) {
    append(rows(10, 14));
    FaultyLogStore.NEXT.set(FaultyLogStore.Fault.WRITES_THEN_SAYS_THAT_IT_EXISTS);
    writer(rows(0, 4), mode).save(table);
    assertThat(version()).isOne();
    assertThat(ids()).startsWith(numbers(0, 4)).hasSize(mode == SaveMode.Append ? 8 : 4);
  }

  @Test
  void whereTheLogCannotBeReadFilesStay() {
    append(rows(0, 4));
    FaultyLogStore.NEXT.set(FaultyLogStore.Fault.WRITES_THEN_CANNOT_BE_READ);
    assertThatThrownBy(() -> append(rows(4, 8)))
        .hasMessageContaining("Cannot tell whether the write")
        .hasMessageContaining("DESCRIBE HISTORY");
    FaultyLogStore.mend();
    assertThat(ids()).containsExactly(numbers(0, 8));
  }

  @Test
  void aFirstCommitThatLandedAndThenFailedIsASuccess() {
    FaultyLogStore.NEXT.set(FaultyLogStore.Fault.WRITES_THEN_FAILS);
    append(rows(0, 4));
    assertThat(ids()).containsExactly(numbers(0, 4));
  }
}
