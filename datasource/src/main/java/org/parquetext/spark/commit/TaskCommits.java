package org.parquetext.spark.commit;

import java.io.Serializable;
import org.apache.spark.TaskContext;

/** What travels to the executors to begin the commit of a task attempt there. */
public interface TaskCommits extends Serializable {

  /** Sets the attempt up, on its thread; a failed set-up leaves nothing behind. */
  TaskCommit begin(TaskContext task);
}
