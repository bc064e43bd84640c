package org.parquetext.spark.commit;

import org.apache.hadoop.conf.Configuration;
import org.parquetext.options.WriteOptions;

/** One write to a table that has a log. On the driver's thread of the query. */
public interface TableWrite extends JobCommits {

  /** Whether there is nothing to write: the table is there already, or has these rows. */
  boolean isDone();

  /** How the rows lie in the files. Not asked when the write is done. */
  TableLayout layout();

  /** {@inheritDoc} Not asked when the write is done. */
  @Override
  JobCommit jobCommit(WriteOptions options, Configuration configuration);
}
