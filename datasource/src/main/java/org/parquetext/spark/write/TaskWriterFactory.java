package org.parquetext.spark.write;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.TaskCommit;
import org.parquetext.spark.commit.TaskCommits;

/** Makes the writer of a task, on its thread. Travels to the executors. */
final class TaskWriterFactory implements DataWriterFactory {

  private static final long serialVersionUID = 1L;

  private final TaskCommits commits;
  private final TaskPlan plan;

  TaskWriterFactory(TaskCommits commits, TaskPlan plan) {
    this.commits = commits;
    this.plan = plan;
  }

  @Override
  public DataWriter<InternalRow> createWriter(int partitionId, long taskId) {
    TaskContext task = TaskContext.get();
    TaskCommit commit = commits.begin(task);
    try {
      return new TaskWriter(plan, commit, task);
    } catch (Throwable e) {
      Failures.suppressing(e, commit::abort);
      throw e;
    }
  }
}
