package org.parquetext.spark.commit;

import org.apache.hadoop.conf.Configuration;
import org.parquetext.options.WriteOptions;

/** One write to a table that has a log. On the driver's thread of the query. */
public interface TableWrite {

  /** Whether there is nothing to write: the table is there already, or has these rows. */
  boolean isDone();

  /** How the rows lie in the files. Not asked when the write is done. */
  TableLayout layout();

  /**
   * The commit of the one job that writes the files. Not asked when the write is done.
   *
   * @param options all checked options of the write
   * @param configuration of the job
   */
  JobCommit jobCommit(WriteOptions options, Configuration configuration);
}
