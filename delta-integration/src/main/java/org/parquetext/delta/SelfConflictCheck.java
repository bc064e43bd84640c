package org.parquetext.delta;

import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/**
 * Makes delta-spark know its own commit again when the answer to it was lost and the commit is
 * repeated: else the files would be committed in two versions, and streams and change feeds would
 * have their rows twice. Off by default there; a session that says otherwise is left as it is.
 */
final class SelfConflictCheck implements AutoCloseable {

  private static final String KEY = "spark.databricks.delta.commit.idempotencyCheck.enabled";

  private final RuntimeConfig conf;
  private final boolean isOwn;

  SelfConflictCheck(SparkSession session) {
    this.conf = session.conf();
    this.isOwn = !session.sessionState().conf().contains(KEY);
    if (isOwn) {
      conf.set(KEY, true);
    }
  }

  @Override
  public void close() {
    if (isOwn) {
      conf.unset(KEY);
    }
  }
}
