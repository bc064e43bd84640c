package org.parquetext.spark.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.SortOrder;
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

  /**
   * A write that is ready to run.
   *
   * @param path qualified path of the table
   * @param mode append or overwrite, or null if the plan says which
   * @param ordering what the rows of a task must be sorted by, and are not yet
   * @param replaceable lists what an overwrite may replace
   * @param registration what a catalog must learn of the write
   */
  public WriteRequest(
      SparkSession session,
      Path path,
      SaveMode mode,
      WriteColumns columns,
      SparkWriteConf conf,
      List<SortOrder> ordering,
      Replaceable replaceable,
      Registration registration) {
    this.session = session;
    this.path = path;
    this.mode = mode;
    this.columns = columns;
    this.conf = conf;
    this.ordering = new ArrayList<>(ordering);
    this.replaceable = replaceable;
    this.registration = registration;
  }

  SparkSession session() {
    return session;
  }

  /** Qualified path of the table. */
  public Path path() {
    return path;
  }

  /** Append or overwrite; empty if the plan says which. */
  Optional<SaveMode> mode() {
    return Optional.ofNullable(mode);
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
