package org.apache.hadoop.fs.s3a.commit;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.parquet.hadoop.ParquetOutputCommitter;

/** By its package one of S3A's, which commits as all others do. */
public final class HidingCommitter extends ParquetOutputCommitter {

  /** Spark makes it by name. */
  public HidingCommitter(Path path, TaskAttemptContext context) throws IOException {
    super(path, context);
  }

  /** By its package one of S3A's. */
  public static final class Factory extends PathOutputCommitterFactory {

    @Override
    public PathOutputCommitter createOutputCommitter(Path path, TaskAttemptContext context)
        throws IOException {
      return new HidingCommitter(path, context);
    }

    @Override
    public Configuration getConf() {
      return new Configuration(false);
    }
  }
}
