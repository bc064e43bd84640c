package org.parquetext.delta;

import java.util.Set;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/**
 * Looks in a table's log for a commit of which its author does not know whether it has landed. No
 * exception tells: a step after the commit may have failed, or the answer to it may have been lost,
 * so that the next attempt has met its own commit and taken it for somebody else's.
 */
final class CommitSearch {

  /** What the log says. */
  enum Finding {
    LANDED,
    ABSENT,
    /** The log cannot be read. */
    UNKNOWN
  }

  private static final Logger LOG = LoggerFactory.getLogger(CommitSearch.class);

  private final DeltaLog log;
  private final String txnId;
  private final Set<String> paths;

  /**
   * A search.
   *
   * @param txnId of the transaction
   * @param paths of the files that it adds, which nobody else adds
   */
  CommitSearch(DeltaLog log, String txnId, Set<String> paths) {
    this.log = log;
    this.txnId = txnId;
    this.paths = paths;
  }

  /** Looks at all versions after one. */
  Finding after(long version) {
    try {
      Iterator<Tuple2<Object, Seq<Action>>> changes =
          log.getChanges(version + 1, Option.empty(), true);
      while (changes.hasNext()) {
        if (isOwn(changes.next()._2())) {
          return Finding.LANDED;
        }
      }
      return Finding.ABSENT;
    } catch (Exception | LinkageError e) {
      LOG.warn("Cannot read the log of {}", log.dataPath(), e);
      return Finding.UNKNOWN;
    }
  }

  private boolean isOwn(Seq<Action> actions) {
    for (Action action : Scala.list(actions)) {
      if (action instanceof CommitInfo info && info.txnId().contains(txnId)
          || action instanceof AddFile add && paths.contains(add.path())) {
        return true;
      }
    }
    return false;
  }
}
