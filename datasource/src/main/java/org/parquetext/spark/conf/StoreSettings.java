package org.parquetext.spark.conf;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The settings of S3's file system that one write gives as options ({@code fs.s3a.…}). Hadoop hands
 * everybody the same file system of a bucket, which has read its settings once, when the first one
 * asked. So a task whose shared file system has others writes through one of its own. That is done
 * for what concerns only the upload of a file; of other settings, which driver and tasks must agree
 * on lest they look at two different stores, a value that the shared file system does not have is
 * refused.
 */
public final class StoreSettings implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String S3A = "s3a";
  private static final String PREFIX = "fs.s3a.";
  private static final String BUCKET_PREFIX = PREFIX + "bucket.";

  /** What the committer reads from the job, not from the file system. */
  private static final String COMMITTER = "committer.";

  private static final String MAGIC_ENABLED = "committer.magic.enabled";

  /** What concerns the upload of a file: keys, and beginnings of keys that end with a dot. */
  private static final List<String> UPLOAD =
      List.of(
          "acl.default",
          "attempts.maximum",
          "block.size",
          "buffer.dir",
          "connection.acquisition.timeout",
          "connection.establish.timeout",
          "connection.idle.time",
          "connection.maximum",
          "connection.request.timeout",
          "connection.timeout",
          "connection.ttl",
          "create.",
          "executor.capacity",
          "fast.upload.",
          "max.total.tasks",
          "multipart.size",
          "multipart.threshold",
          "part.upload.timeout",
          "retry.",
          "socket.",
          "threads.");

  private final TreeMap<String, String> values = new TreeMap<>();

  private StoreSettings() {}

  /**
   * Those among the settings of a write to a path.
   *
   * @param conf the Hadoop configuration with the options of the write
   * @throws IllegalArgumentException naming one that the shared file system has otherwise, and that
   *     concerns more than the upload
   */
  static StoreSettings of(Settings settings, Path output, Configuration conf) throws IOException {
    StoreSettings found = new StoreSettings();
    if (!S3A.equals(output.toUri().getScheme())) {
      return found;
    }
    String bucket = BUCKET_PREFIX + output.toUri().getAuthority() + ".";
    for (Setting setting : settings.written()) {
      String key = setting.key();
      if (key.startsWith(bucket)) {
        key = PREFIX + key.substring(bucket.length());
      }
      if (key.startsWith(PREFIX) && !key.startsWith(BUCKET_PREFIX) && isOfFileSystem(key)) {
        check(setting, key, settings, output.getFileSystem(conf));
        found.values.put(key, setting.value());
      }
    }
    return found;
  }

  private static boolean isOfFileSystem(String key) {
    String name = key.substring(PREFIX.length());
    return !name.startsWith(COMMITTER) || name.equals(MAGIC_ENABLED);
  }

  private static void check(Setting setting, String key, Settings settings, FileSystem shared) {
    if (!isOfUpload(key) && !setting.value().equals(shared.getConf().get(key))) {
      throw new IllegalArgumentException(
          ("Cannot write with `%s` = `%s`, set in %s: Spark already uses %s with another value, and"
                  + " what is not about uploads cannot differ between writes. Set it for the whole"
                  + " application, as spark.hadoop.%s.")
              .formatted(
                  setting.key(),
                  settings.shown(setting),
                  setting.place(),
                  shared.getUri(),
                  setting.key()));
    }
  }

  /**
   * Whether a key is one of those that concern only the upload of files. They are kept out of the
   * configuration of the job: it may be what makes the shared file system.
   */
  public static boolean isOfUpload(String key) {
    return key.startsWith(PREFIX)
        && UPLOAD.stream()
            .anyMatch(
                name ->
                    name.endsWith(".")
                        ? key.startsWith(name, PREFIX.length())
                        : key.substring(PREFIX.length()).equals(name));
  }

  /** Whether a file system works by all of them. */
  private boolean holdIn(FileSystem fileSystem) {
    return values.entrySet().stream()
        .allMatch(set -> set.getValue().equals(fileSystem.getConf().get(set.getKey())));
  }

  /**
   * Whether this JVM's shared file system of a path has other settings, so that the write needs
   * {@linkplain #open one of its own}.
   */
  public boolean needOwn(Path path, Configuration conf) throws IOException {
    return !values.isEmpty() && !holdIn(path.getFileSystem(conf));
  }

  /** Opens a file system that works by the settings, for the caller to close. */
  public FileSystem open(Path path, Configuration conf) throws IOException {
    Configuration own = new Configuration(conf);
    String bucket = BUCKET_PREFIX + path.toUri().getAuthority() + ".";
    values.forEach(
        (key, value) -> {
          own.set(key, value);
          // What is configured for the bucket would win over the option.
          own.set(bucket + key.substring(PREFIX.length()), value);
        });
    return FileSystem.newInstance(path.toUri(), own);
  }
}
