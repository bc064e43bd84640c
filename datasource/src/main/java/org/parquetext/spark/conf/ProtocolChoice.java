package org.parquetext.spark.conf;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.parquetext.options.WriteOptions;
import org.parquetext.spark.commit.MagicCommitProtocol;
import org.parquetext.spark.commit.S3aCommitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which {@code FileCommitProtocol} commits a write: the one that Spark is configured with; but on
 * S3, where nobody has configured how to commit, and the file system can do it, the one that
 * renames nothing.
 */
final class ProtocolChoice {

  private static final Logger LOG = LoggerFactory.getLogger(ProtocolChoice.class);

  private static final String S3A = "s3a";
  private static final String MAGIC_CAPABILITY = "fs.s3a.capability.magic.committer";

  /** Hadoop's own defaults, which it loads like what somebody has configured. */
  private static final String DEFAULTS = "-default.xml";

  private final Settings settings;
  private final WriteOptions options;
  private final Configuration conf;

  /**
   * The choice of one write.
   *
   * @param conf the Hadoop configuration with the options of the write
   */
  ProtocolChoice(Settings settings, WriteOptions options, Configuration conf) {
    this.settings = settings;
    this.options = options;
    this.conf = conf;
  }

  /**
   * The class name of the protocol.
   *
   * @param output qualified path of the table
   * @param configured class name of the one that Spark would use
   */
  String className(Path output, String configured) throws IOException {
    if (!S3A.equals(output.toUri().getScheme()) || options.commitProtocol().isPresent()) {
      return configured;
    }
    Optional<String> key = configuredKey(output);
    if (key.isPresent()) {
      LOG.debug(
          "The write to {} is committed as Spark does: `{}` is configured", output, key.get());
      return configured;
    }
    if (!output.getFileSystem(conf).hasPathCapability(output, MAGIC_CAPABILITY)) {
      LOG.warn(
          "The files of {} are renamed when they are committed, which S3 does slowly, by copying"
              + " each of them, and not all at once: its file system has not the capability `{}`."
              + " Set fs.s3a.committer.magic.enabled=true, or commitProtocol=spark if it is wanted",
          output,
          MAGIC_CAPABILITY);
      return configured;
    }
    return MagicCommitProtocol.class.getName();
  }

  /** The key by which somebody has said how to commit. */
  private Optional<String> configuredKey(Path output) {
    if (settings.session("spark.sql.sources.commitProtocolClass").isPresent()) {
      return Optional.of("spark.sql.sources.commitProtocolClass");
    }
    if (settings.builtIn("spark.sql.parquet.output.committer.class").isPresent()) {
      return Optional.of("spark.sql.parquet.output.committer.class");
    }
    Stream<String> factories =
        Stream.of(
            PathOutputCommitterFactory.COMMITTER_FACTORY_CLASS,
            PathOutputCommitterFactory.COMMITTER_FACTORY_SCHEME + "." + S3A);
    Stream<String> committers =
        S3aCommitter.keys(output).stream()
            .filter(key -> !S3aCommitter.MAGIC.equals(conf.getTrimmed(key)));
    return Stream.concat(factories, committers).filter(this::isSet).findFirst();
  }

  private boolean isSet(String key) {
    String[] sources = conf.getPropertySources(key);
    return sources != null && !sources[sources.length - 1].endsWith(DEFAULTS);
  }
}
