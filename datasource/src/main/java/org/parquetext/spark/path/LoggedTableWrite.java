package org.parquetext.spark.path;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.parquetext.WriteException;
import org.parquetext.spark.commit.StreamBatch;
import org.parquetext.spark.commit.TableFormats;
import org.parquetext.spark.commit.TableLayout;
import org.parquetext.spark.commit.TableSave;
import org.parquetext.spark.commit.TableWrite;
import org.parquetext.spark.conf.GivenOptions;
import org.parquetext.spark.conf.SparkWriteConf;
import org.parquetext.spark.conf.TableSettings;
import org.parquetext.spark.conf.WriteColumns;
import org.parquetext.spark.conf.WriteConfs;
import org.parquetext.spark.guard.ForeignTables;
import org.parquetext.spark.report.WriteReport;
import org.parquetext.spark.write.WriteRequest;

/**
 * One {@code save(path)} into a table that has a log, which decides by itself what the mode means
 * and how the columns lie in its files.
 */
public final class LoggedTableWrite {

  private final Dataset<Row> data;
  private final Supplier<Dataset<Row>> rows;
  private final GivenOptions options;
  private final TableSettings settings;
  private final Optional<StreamBatch> batch;
  private final WriteConfs confs;
  private final SparkSession session;

  LoggedTableWrite(Dataset<Row> data, GivenOptions options, TableSettings settings) {
    this(data, () -> data, options, settings, Optional.empty(), SparkWriteConf::new);
  }

  /**
   * One that writes a batch of a stream.
   *
   * @param data says which columns the rows have and where they come from
   * @param rows gives the same as they are to be written; asked for when the table is open, so that
   *     nothing of the query is run before
   */
  public LoggedTableWrite(
      Dataset<Row> data,
      Supplier<Dataset<Row>> rows,
      GivenOptions options,
      TableSettings settings,
      Optional<StreamBatch> batch,
      WriteConfs confs) {
    this.data = data;
    this.rows = rows;
    this.options = options;
    this.settings = settings;
    this.batch = batch;
    this.confs = confs;
    this.session = data.sparkSession();
  }

  public void run(SaveMode mode, List<String> partitionColumns) {
    Path path = path();
    TableWrite table = open(path, mode, partitionColumns);
    if (!table.isDone()) {
      write(path, table);
    }
  }

  /**
   * Fails where {@link #run} would on the table as it is, before any row is written. Writes
   * nothing.
   */
  public void check(SaveMode mode, List<String> partitionColumns) {
    Path path = path();
    TableWrite table = open(path, mode, partitionColumns);
    if (!table.isDone()) {
      WriteReport.of(session, path, conf(columns(table)));
    }
  }

  private Path path() {
    try {
      Path given = new Path(options.path());
      return given.getFileSystem(settings.hadoopConfiguration()).makeQualified(given);
    } catch (IOException e) {
      throw notSeen(e);
    }
  }

  private WriteException notSeen(IOException cause) {
    return new WriteException("Cannot look at the table " + options.path(), cause);
  }

  private TableWrite open(Path path, SaveMode mode, List<String> partitionColumns) {
    Configuration hadoop = settings.hadoopConfiguration();
    new ForeignTables(hadoop).refuseTableOfAnotherFormat(path, settings.format());
    try {
      return TableFormats.named(settings.format(), session)
          .open(
              new TableSave(
                  session,
                  path,
                  mode,
                  data.queryExecution().analyzed(),
                  data.schema(),
                  partitionColumns,
                  settings.options(),
                  options.values(),
                  hadoop,
                  batch));
    } catch (IOException e) {
      throw notSeen(e);
    }
  }

  private WriteColumns columns(TableWrite table) {
    TableLayout layout = table.layout();
    boolean caseSensitive = session.sessionState().conf().caseSensitiveAnalysis();
    return WriteColumns.of(data.schema(), layout.partitionNames(), caseSensitive).laidOut(layout);
  }

  private SparkWriteConf conf(WriteColumns columns) {
    return confs.conf(session, options.values(), columns);
  }

  private void write(Path path, TableWrite table) {
    WriteColumns columns = columns(table);
    SparkWriteConf conf = conf(columns);
    QueryWrite query = new QueryWrite(rows.get());
    query.run(
        WriteRequest.into(table, session, path, columns, conf, query.ordering(columns, conf)),
        columns,
        conf);
  }
}
