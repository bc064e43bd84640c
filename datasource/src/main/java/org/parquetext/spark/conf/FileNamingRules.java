package org.parquetext.spark.conf;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import org.apache.spark.sql.internal.SQLConf;
import org.parquetext.options.FileNaming;
import org.parquetext.options.WriteOption;
import org.parquetext.options.WriteOptions;
import org.parquetext.spark.commit.ExactNamesCommitProtocol;

/** Who may name the files of a write: its commit protocol, or the option {@code fileNaming}. */
final class FileNamingRules {

  private final WriteOptions options;
  private final SQLConf sqlConf;

  FileNamingRules(WriteOptions options, SQLConf sqlConf) {
    this.options = options;
    this.sqlConf = sqlConf;
  }

  /** A protocol names the files; only of Spark's own it is known how to make it name them else. */
  void check() {
    String configured = sqlConf.fileCommitProtocolClass();
    if (options.fileNaming() != FileNaming.SPARK
        && !configured.equals(SQLHadoopMapReduceCommitProtocol.class.getName())) {
      throw new IllegalArgumentException(
          ("Cannot write with `%s` = `%s`: the commit protocol %s, set in `%s`, names the files."
                  + " Set `%s` to `%s`, or unset the protocol.")
              .formatted(
                  WriteOption.FILE_NAMING.key(),
                  options.fileNaming(),
                  configured,
                  SQLConf.FILE_COMMIT_PROTOCOL_CLASS().key(),
                  WriteOption.FILE_NAMING.key(),
                  FileNaming.SPARK));
    }
  }

  /**
   * The class name of the protocol that does as the one that was chosen, and names files as asked
   * for.
   *
   * @throws IllegalArgumentException where that one needs its own names
   */
  String protocolClass(Path output, String chosen) {
    if (options.fileNaming() == FileNaming.SPARK) {
      return chosen;
    }
    if (!chosen.equals(SQLHadoopMapReduceCommitProtocol.class.getName())) {
      throw new IllegalArgumentException(
          ("Cannot write to %s with `%s` = `%s`: the commit without renaming finds its uploads by"
                  + " their names. Set `%s` to `%s`, or `%s` to `spark`.")
              .formatted(
                  output,
                  WriteOption.FILE_NAMING.key(),
                  options.fileNaming(),
                  WriteOption.FILE_NAMING.key(),
                  FileNaming.SPARK,
                  WriteOption.COMMIT_PROTOCOL.key()));
    }
    return ExactNamesCommitProtocol.class.getName();
  }
}
