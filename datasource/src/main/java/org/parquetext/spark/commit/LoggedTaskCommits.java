package org.parquetext.spark.commit;

import org.apache.spark.TaskContext;

/** Begins task attempts whose files are to be listed by a {@link StreamLog}. */
final class LoggedTaskCommits implements TaskCommits {

  private static final long serialVersionUID = 1L;

  private final TaskCommits direct;

  /** Attempts that write their files straight to where they stay. */
  LoggedTaskCommits(TaskCommits direct) {
    this.direct = direct;
  }

  @Override
  public TaskCommit begin(TaskContext task) {
    return new LoggedTaskCommit(direct.begin(task));
  }
}
