package org.parquetext.spark.commit;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;

/** The committers of S3A: by which names and keys it is told to use one. */
public final class S3aCommitter {

  /** The one that renames nothing. */
  public static final String MAGIC = "magic";

  /** Hadoop's usual one, which renames; it is used where none is named. */
  static final String FILE = "file";

  /** The class that makes the one that is named. */
  static final String FACTORY = "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory";

  private static final String OF_ALL_BUCKETS = "fs.s3a.committer.name";

  private S3aCommitter() {}

  /** The keys that name the committer of a path, strongest first: of its bucket, of all buckets. */
  public static List<String> keys(Path output) {
    String bucket = output.toUri().getAuthority();
    return List.of("fs.s3a.bucket." + bucket + ".committer.name", OF_ALL_BUCKETS);
  }

  /** The name of the one that is configured for a path. */
  static String configured(Path output, Configuration conf) {
    return keys(output).stream()
        .map(conf::getTrimmed)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(FILE);
  }

  /** Makes Hadoop use the magic one, for a bucket that is told no other. */
  static void useMagic(Configuration conf) {
    conf.set(PathOutputCommitterFactory.COMMITTER_FACTORY_CLASS, FACTORY);
    conf.set(OF_ALL_BUCKETS, MAGIC);
  }
}
