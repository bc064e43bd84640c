package org.parquetext.spark.commit;

import java.util.List;
import java.util.Set;

/**
 * Which of the files below a table's path an overwrite replaces. A partition is the directory of
 * its name, as in Spark's own file sources: {@code p=01} is not {@code p=1}, although readers find
 * the same number in both. Immutable.
 *
 * <p>Files and directories are named by the steps of their path below the table's.
 */
public sealed interface OverwriteScope permits WholeTable, ReplacedPartitions {

  /** Everything. */
  static OverwriteScope everything() {
    return new WholeTable();
  }

  /**
   * The partitions that the job writes files to; what else there is stays.
   *
   * @param columns the partition columns, outermost first, as directories name them
   */
  static OverwriteScope writtenPartitions(List<String> columns) {
    return ReplacedPartitions.written(columns);
  }

  /**
   * The partitions that lie in given directories, whether the job writes to them or not.
   *
   * @param columns the partition columns, outermost first, as directories name them
   * @param directories for each column, the name of the directory, or null for any
   */
  static OverwriteScope partitionsIn(List<String> columns, List<String> directories) {
    return ReplacedPartitions.given(columns, directories);
  }

  /** The deepest directory below which all partitions lie that may be replaced. */
  List<String> top();

  /** Whether a file or directory may be, or hold, what is replaced. Known before the job runs. */
  boolean mayReplace(List<String> steps);

  /**
   * Whether a file is replaced, of which {@link #mayReplace} is true.
   *
   * @param written the directories that the job has written files to, below the table's path
   */
  boolean replaces(List<String> steps, Set<String> written);
}
