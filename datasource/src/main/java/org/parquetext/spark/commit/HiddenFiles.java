package org.parquetext.spark.commit;

import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.spark.internal.io.FileCommitProtocol;

/**
 * Which committers keep the files of a task from being read until the job commits: those of S3A.
 * Its magic committer makes uploads that are completed only then; its staging committers upload
 * files from a local disk when their task commits, so that what could be read is not what is
 * stored. All others write files that can be read, and of a committer that nobody knows it is
 * supposed.
 */
final class HiddenFiles {

  private static final String S3A_COMMITTERS = "org.apache.hadoop.fs.s3a.commit.";

  /**
   * Protocol and committer that let a factory of Hadoop's choose; both are in spark-hadoop-cloud.
   */
  private static final Set<String> ASK_FACTORY =
      Set.of(
          "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol",
          "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter",
          "org.apache.hadoop.mapreduce.lib.output.BindingPathOutputCommitter");

  private HiddenFiles() {}

  /** The committer of a job if it is one of these. */
  static Optional<String> committer(FileCommitProtocol protocol, Path output, Configuration conf) {
    return committer(protocol.getClass(), HadoopCommitter.of(conf).type(), output, conf);
  }

  static Optional<String> committer(
      Class<?> protocol, Class<?> committer, Path output, Configuration conf) {
    if (MagicCommitProtocol.class.isAssignableFrom(protocol)) {
      return Optional.of("the magic committer");
    }
    if (committer.getName().startsWith(S3A_COMMITTERS)) {
      return Optional.of(committer.getName());
    }
    if (!isNamed(protocol, ASK_FACTORY) && !isNamed(committer, ASK_FACTORY)) {
      return Optional.empty();
    }
    String factory =
        PathOutputCommitterFactory.getCommitterFactory(output, conf).getClass().getName();
    return ofFactory(factory, output, conf);
  }

  private static boolean isNamed(Class<?> type, Set<String> names) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (names.contains(each.getName())) {
        return true;
      }
    }
    return false;
  }

  /** The committer that a factory of this class makes, if it is one of these. */
  static Optional<String> ofFactory(String factory, Path output, Configuration conf) {
    if (!factory.startsWith(S3A_COMMITTERS)) {
      return Optional.empty();
    }
    if (!factory.equals(S3aCommitter.FACTORY)) {
      return Optional.of(factory);
    }
    String name = S3aCommitter.configured(output, conf);
    return name.equals(S3aCommitter.FILE)
        ? Optional.empty()
        : Optional.of("S3A's committer `" + name + "`");
  }
}
