package org.parquetext.delta;

import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.sql.SparkSession;

/**
 * Makes delta-spark know its own commit again when the answer to it was lost and the commit is
 * repeated: else the files would be committed in two versions, and streams and change feeds would
 * have their rows twice. Off by default there; a session that says otherwise is left as it is. On
 * while any commit of the session is under way.
 */
final class SelfConflictCheck implements AutoCloseable {

  private static final String KEY = "spark.databricks.delta.commit.idempotencyCheck.enabled";

  /** Commits under way in the sessions whose setting is this class's. */
  private static final Map<SparkSession, Integer> UNDER_WAY = new WeakHashMap<>();

  private final SparkSession session;
  private final boolean isOwn;

  SelfConflictCheck(SparkSession session) {
    this.session = session;
    synchronized (UNDER_WAY) {
      this.isOwn = UNDER_WAY.containsKey(session) || !session.sessionState().conf().contains(KEY);
      if (isOwn && UNDER_WAY.merge(session, 1, Integer::sum) == 1) {
        session.conf().set(KEY, true);
      }
    }
  }

  @Override
  public void close() {
    synchronized (UNDER_WAY) {
      if (isOwn
          && UNDER_WAY.computeIfPresent(
                  session, (same, commits) -> commits > 1 ? commits - 1 : null)
              == null) {
        session.conf().unset(KEY);
      }
    }
  }
}
