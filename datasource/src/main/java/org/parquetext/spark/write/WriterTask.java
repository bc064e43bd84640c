package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;
import org.parquetext.spark.commit.Failures;

/**
 * The files of one task that Spark writes through its interface of file formats. Spark closes a
 * writer when its file is complete and when the task has failed, by the same call; but before the
 * latter it tells the task, so that a file which was open then is never published. All calls on the
 * task's thread. Everything is freed when the task ends.
 */
final class WriterTask {

  private final TaskScope scope;
  private final Set<PipelineWriter> open = new LinkedHashSet<>();
  private long rows;
  private boolean failed;

  WriterTask(TaskPlan plan, Configuration conf, TaskContext task) {
    this.scope = new TaskScope(plan, new NamedFiles(plan, conf), task);
    task.addTaskFailureListener((TaskFailureListener) (context, error) -> failed = true);
    task.addTaskCompletionListener((TaskCompletionListener) context -> close());
  }

  /** A writer of one file, which is begun. */
  PipelineWriter open(String path) {
    PipelineWriter writer = new PipelineWriter(this, path, new DirectoryWriter(scope, path, null));
    open.add(writer);
    return writer;
  }

  void write(DirectoryWriter to, InternalRow row) {
    to.add(row, ++rows);
  }

  /** The file is complete, or discarded where the task has failed. */
  void end(PipelineWriter writer, DirectoryWriter file) {
    if (!open.remove(writer)) {
      return;
    }
    if (failed) {
      file.abort();
      return;
    }
    try {
      file.finish();
    } catch (Throwable e) {
      Failures.suppressing(e, file::abort);
      throw e;
    }
  }

  /** The writers first: their column tasks may still read the pages. */
  private void close() {
    failed = true;
    try {
      new ArrayList<>(open).forEach(PipelineWriter::close);
    } finally {
      scope.close();
    }
  }
}
