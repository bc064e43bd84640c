package org.parquetext.spark.commit;

import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One task attempt's side of the commit: names its files and makes them the job's, or takes them
 * away. All calls on the task's thread.
 */
public interface TaskCommit {

  /** The configuration of the job, for opening files. */
  Configuration configuration();

  /**
   * Where the task's next file is to be written, which need not be where it will end.
   *
   * @param directory partition directory below the table's path, empty for none
   * @param prefix what stands in front of {@code part-<task>-<job>} in its name
   * @param suffix what follows
   */
  Path newFile(String directory, String prefix, String suffix);

  /** A uuid for a file of the job, never the same twice. */
  UUID newFileUuid();

  /**
   * Makes the finished files the job's; they become visible when the job commits.
   *
   * @param shuffleBytes that the task has read from a shuffle
   */
  CommittedTask commit(List<CommittedFile> files, long shuffleBytes);

  /** Takes the attempt's files away, also when the task is killed by an interrupt. */
  void abort();
}
