package org.parquetext.delta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Delta's own check is on as long as any commit of the session needs it. */
class SelfConflictCheckTest extends DeltaTest {

  private static final String KEY = "spark.databricks.delta.commit.idempotencyCheck.enabled";

  @Test
  void theFirstCommitThatEndsLeavesTheCheckToTheOther() {
    SelfConflictCheck first = new SelfConflictCheck(spark);
    SelfConflictCheck second = new SelfConflictCheck(spark);
    first.close();
    assertThat(spark.conf().get(KEY)).isEqualTo("true");
    second.close();
    assertThat(spark.sessionState().conf().contains(KEY)).isFalse();
  }

  @Test
  void whatTheSessionSaysStays() {
    spark.conf().set(KEY, false);
    try (SelfConflictCheck check = new SelfConflictCheck(spark)) {
      assertThat(spark.conf().get(KEY)).isEqualTo("false");
    } finally {
      assertThat(spark.conf().get(KEY)).isEqualTo("false");
      spark.conf().unset(KEY);
    }
  }
}
