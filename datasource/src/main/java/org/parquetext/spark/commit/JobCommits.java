package org.parquetext.spark.commit;

import org.apache.hadoop.conf.Configuration;
import org.parquetext.options.WriteOptions;

/** Makes the commit of a write that is not committed by Spark's protocols. */
@FunctionalInterface
public interface JobCommits {

  /**
   * The commit of the one job that writes the files.
   *
   * @param options all checked options of the write
   * @param configuration of the job
   */
  JobCommit jobCommit(WriteOptions options, Configuration configuration);
}
