package org.parquetext.spark.commit;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.parquet.hadoop.ParquetOutputCommitter;

/**
 * The committer that Hadoop's protocols use for a job, as its configuration has it.
 *
 * @param algorithm that of Hadoop's own committer: the first moves files when the job commits, the
 *     second already when their task does
 */
record HadoopCommitter(Class<? extends OutputCommitter> type, int algorithm) {

  private static final String PARQUET_COMMITTER = "spark.sql.parquet.output.committer.class";

  /** Where Spark's protocol looks. */
  private static final String SPARK_COMMITTER = "spark.sql.sources.outputCommitterClass";

  private static final String ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

  /** The configured committer; in the place of parquet-java's, which is the default, our own. */
  static HadoopCommitter of(Configuration conf) {
    Class<? extends OutputCommitter> configured =
        conf.getClass(PARQUET_COMMITTER, ParquetOutputCommitter.class, OutputCommitter.class);
    return new HadoopCommitter(
        configured == ParquetOutputCommitter.class ? OwnAttemptCommitter.class : configured,
        conf.getInt(ALGORITHM, 1));
  }

  /** Makes Spark's protocol use it. */
  void applyTo(Configuration conf) {
    conf.setClass(SPARK_COMMITTER, type, OutputCommitter.class);
  }

  /** Whether files are at their places before the driver knows of them. */
  boolean tasksMoveFiles() {
    return algorithm == 2;
  }

  /** Whether the job finds the files of its tasks in directories that are known. */
  boolean isOwnAttempt() {
    return type == OwnAttemptCommitter.class && algorithm == 1;
  }
}
