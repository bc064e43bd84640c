package org.parquetext.spark.commit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The driver's side of the commit of one write: set-up, commit, abort. Used by the thread that runs
 * the query, but for {@link #taskCommitted}. A job that fails takes away what it made; one that has
 * committed stays committed, whatever fails afterwards.
 */
public interface JobCommit {

  /**
   * What commits the files in a way that hides them until then, so that not even their writer can
   * read them; empty if they can be read as soon as they are closed.
   */
  default Optional<String> hidesFiles() {
    return Optional.empty();
  }

  /**
   * Whether tasks ask by themselves whether they may commit; else Spark asks, and aborts an attempt
   * that may not.
   */
  boolean asksCoordinator();

  /** Begins the job. When it cannot begin, nothing is left behind, and nothing is to be aborted. */
  TaskCommits setUp();

  /** A task has committed, while others still run. Called by Spark's scheduler, on its thread. */
  void taskCommitted(CommittedTask task);

  /**
   * Makes the files of the tasks visible. When that fails, the job is still to be aborted.
   *
   * @throws org.parquetext.WriteException when the job has not committed, or nobody can say whether
   *     it has
   */
  void commit(List<CommittedTask> tasks);

  /**
   * What has been committed; to be asked after {@link #commit}.
   *
   * @return empty if that was nothing, since the table had the write already, or the write had
   *     nothing for a table whose log notes changes only
   */
  Optional<CommittedJob> committed();

  /**
   * Deletes what the committed files replace, where that is not part of the commit.
   *
   * @throws org.parquetext.WriteException when a file could not be deleted: then the table holds
   *     old and new rows
   */
  void deleteReplaced();

  /**
   * Takes away what the job made: its files and its directories. Does nothing when the job did not
   * begin, was aborted before, or has committed, or may have: its files are the table's then.
   */
  void abort() throws IOException;
}
