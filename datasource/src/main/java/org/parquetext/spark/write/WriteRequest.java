package org.parquetext.spark.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.parquetext.spark.commit.JobCommit;
import org.parquetext.spark.commit.JobCommits;
import org.parquetext.spark.commit.OldFiles;
import org.parquetext.spark.commit.SparkJobCommit;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.WriteColumns;

/** What a door has decided and checked about one write. Stays on the driver. */
public final class WriteRequest {

  private final SparkSession session;
  private final Path path;
  private final SaveMode mode;
  private final WriteColumns columns;
  private final SparkWriteConf conf;
  private final List<SortOrder> ordering;
  private final Replaceable replaceable;
  private final Registration registration;

  /** Null where Spark's protocols commit. */
  private final JobCommits commits;

  /**
   * A write that is ready to run.
   *
   * @param path qualified path of the table
   * @param mode append or overwrite
   * @param ordering what the rows of a task must be sorted by, and are not yet
   * @param replaceable lists what an overwrite may replace
   */
  public WriteRequest(
      SparkSession session,
      Path path,
      SaveMode mode,
      WriteColumns columns,
      SparkWriteConf conf,
      List<SortOrder> ordering,
      Replaceable replaceable) {
    this(session, path, mode, columns, conf, ordering, replaceable, Registration.NONE, null);
  }

  /**
   * A write to a table of a catalog that is ready to run; the plan says whether it appends.
   *
   * @param registration what the catalog must learn of the write
   */
  public static WriteRequest registered(
      Registration registration,
      SparkSession session,
      Path path,
      WriteColumns columns,
      SparkWriteConf conf,
      List<SortOrder> ordering,
      Replaceable replaceable) {
    return new WriteRequest(
        session, path, null, columns, conf, ordering, replaceable, registration, null);
  }

  private WriteRequest(
      SparkSession session,
      Path path,
      SaveMode mode,
      WriteColumns columns,
      SparkWriteConf conf,
      List<SortOrder> ordering,
      Replaceable replaceable,
      Registration registration,
      JobCommits commits) {
    this.session = session;
    this.path = path;
    this.mode = mode;
    this.columns = columns;
    this.conf = conf;
    this.ordering = new ArrayList<>(ordering);
    this.replaceable = replaceable;
    this.registration = registration;
    this.commits = commits;
  }

  /** A write that is ready to run and is not committed by Spark's protocols. */
  public static WriteRequest into(
      JobCommits commits,
      SparkSession session,
      Path path,
      WriteColumns columns,
      SparkWriteConf conf,
      List<SortOrder> ordering) {
    return new WriteRequest(
        session,
        path,
        SaveMode.Append,
        columns,
        conf,
        ordering,
        all -> OldFiles.none(),
        Registration.NONE,
        commits);
  }

  /** Opens the commit of the write's one job. */
  JobCommit jobCommit(OldFiles replaced) throws IOException {
    return commits != null
        ? commits.jobCommit(conf.options(), conf.hadoopConfiguration())
        : new SparkJobCommit(
            session.sparkContext(),
            conf.commitProtocolClass(path),
            path,
            conf.hadoopConfiguration(),
            replaced);
  }

  SparkSession session() {
    return session;
  }

  /** Qualified path of the table. */
  public Path path() {
    return path;
  }

  /** Append or overwrite; null if the plan says which. */
  public SaveMode mode() {
    return mode;
  }

  /** The columns of the rows. */
  public WriteColumns columns() {
    return columns;
  }

  SparkWriteConf conf() {
    return conf;
  }

  List<SortOrder> ordering() {
    return ordering;
  }

  /** Lists what an overwrite may replace. */
  Replaceable replaceable() {
    return replaceable;
  }

  /** What a catalog must learn of the write. */
  Registration registration() {
    return registration;
  }
}
