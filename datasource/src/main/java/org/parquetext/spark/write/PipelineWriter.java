package org.parquetext.spark.write;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;

/** One file that Spark has named, its columns encoded by the pipeline. On the task's thread. */
final class PipelineWriter extends OutputWriter {

  private final WriterTask task;
  private final String path;
  private final DirectoryWriter file;

  PipelineWriter(WriterTask task, String path, DirectoryWriter file) {
    this.task = task;
    this.path = path;
    this.file = file;
  }

  @Override
  public void write(InternalRow row) {
    task.write(file, row);
  }

  /** When this returns the file is closed. After a failure of the task it is discarded. */
  @Override
  public void close() {
    task.end(this, file);
  }

  @Override
  public String path() {
    return path;
  }
}
