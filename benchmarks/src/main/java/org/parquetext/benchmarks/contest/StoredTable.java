package org.parquetext.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.parquetext.benchmarks.command.TemporaryFolder;
import org.parquetext.benchmarks.table.WrittenTree;

/**
 * A table in Parquet files that Spark's built-in writer has written, one for each partition. Every
 * write of it reads them anew.
 */
final class StoredTable implements ContestTable {

  private static final double MEGABYTE = 1e6;

  private final SparkSession session;
  private final TemporaryFolder folder;
  private final WrittenTree files;
  private final long rows;

  private StoredTable(SparkSession session, TemporaryFolder folder) {
    this.session = session;
    this.folder = folder;
    this.files = WrittenTree.list(session, path(folder));
    this.rows = rows().count();
  }

  /**
   * Writes the table's files, which closing it deletes.
   *
   * @param parent where the folder with the files is made
   */
  static StoredTable write(SparkSession session, Dataset<Row> table, Path parent)
      throws IOException {
    TemporaryFolder folder = TemporaryFolder.in(parent, "source");
    try {
      table.write().option("compression", "snappy").parquet(path(folder));
      return new StoredTable(session, folder);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static String path(TemporaryFolder folder) {
    return folder.path().resolve("table").toString();
  }

  @Override
  public Dataset<Row> rows() {
    return session.read().parquet(path(folder));
  }

  @Override
  public long rowCount() {
    return rows;
  }

  @Override
  public int partitions() {
    return rows().queryExecution().toRdd().getNumPartitions();
  }

  @Override
  public String size() {
    return String.format(
        Locale.ROOT,
        "%,.1f MB in %d snappy Parquet file(s) of the built-in writer",
        files.dataBytes() / MEGABYTE,
        files.dataFiles().size());
  }

  /** Who gets batches does not have what making rows takes, so that it cannot be subtracted. */
  @Override
  public List<Figure> figures() {
    return Figure.gross();
  }

  @Override
  public void close() {
    folder.close();
  }
}
