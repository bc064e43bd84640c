package org.parquetext.spark.write;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;

/**
 * Spark's interface of file formats to the pipeline: a writer for each file that Spark names. The
 * writers of a task share memory and encoders. Travels to the executors. Internal.
 */
public final class PipelineWriterFactory extends OutputWriterFactory {

  private static final long serialVersionUID = 1L;

  private final TaskPlan plan;

  /** By the task that they belong to, whose end ends them. */
  private transient Map<TaskContext, WriterTask> tasks = new ConcurrentHashMap<>();

  /**
   * Writers of files with all columns of the rows.
   *
   * @param output path of the table
   * @throws IOException when the file system of the output cannot be opened
   */
  public PipelineWriterFactory(WriteColumns columns, SparkWriteConf conf, Path output)
      throws IOException {
    this.plan = new TaskPlan(columns, conf, output, conf.storeSettings(output));
  }

  @Override
  public String getFileExtension(TaskAttemptContext context) {
    return plan.extension();
  }

  @Override
  public OutputWriter newInstance(String path, StructType dataSchema, TaskAttemptContext context) {
    return tasks.computeIfAbsent(TaskContext.get(), task -> begin(task, context)).open(path);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    tasks = new ConcurrentHashMap<>();
  }

  private WriterTask begin(TaskContext task, TaskAttemptContext context) {
    task.addTaskCompletionListener((TaskCompletionListener) ended -> tasks.remove(ended));
    return new WriterTask(plan, context.getConfiguration(), task);
  }
}
