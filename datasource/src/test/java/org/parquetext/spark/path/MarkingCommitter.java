package org.parquetext.spark.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetOutputCommitter;

/** Leaves a file with the write's UUID as it stood in the configuration when the job was set up. */
public final class MarkingCommitter extends ParquetOutputCommitter {

  static final String MARK = "_mark";

  private final Path path;
  private String uuid;

  /** Spark makes it by name. */
  public MarkingCommitter(Path path, TaskAttemptContext context) throws IOException {
    super(path, context);
    this.path = path;
  }

  @Override
  public void setupJob(JobContext context) throws IOException {
    uuid = context.getConfiguration().get("spark.sql.sources.writeJobUUID");
    super.setupJob(context);
  }

  @Override
  public void commitJob(JobContext context) throws IOException {
    super.commitJob(context);
    Path mark = new Path(path, MARK);
    try (FSDataOutputStream out =
        mark.getFileSystem(context.getConfiguration()).create(mark, true)) {
      out.write(uuid.getBytes(StandardCharsets.UTF_8));
    }
  }
}
