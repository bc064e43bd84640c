package org.parquetext.benchmarks.arrow;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;

/** A copy of the table in the memory of a DuckDB of its own. Not thread-safe. */
final class DuckDbTable implements AutoCloseable {

  private static final String STREAM = "arrow_stream";

  private final DuckDBConnection connection;
  private final String sameRow;

  private DuckDbTable(DuckDBConnection connection, ArrowTable table) {
    this.connection = connection;
    this.sameRow =
        table.schema().getFields().stream()
            .map(field -> "e.\"%1$s\" IS NOT DISTINCT FROM a.\"%1$s\"".formatted(field.getName()))
            .collect(Collectors.joining(" AND "));
  }

  /** Copies a table; the copy is to be closed by the caller. */
  static DuckDbTable copyOf(ArrowTable table) throws Exception {
    DuckDbTable copy =
        new DuckDbTable(
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class), table);
    try (ArrowReader reader = table.reader();
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(table.allocator())) {
      Data.exportArrayStream(table.allocator(), reader, stream);
      copy.connection.registerArrowStream(STREAM, stream);
      copy.execute("CREATE TABLE input AS SELECT * FROM " + STREAM);
      copy.execute("DROP VIEW " + STREAM);
    } catch (Exception e) {
      copy.close();
      throw e;
    }
    return copy;
  }

  /** Runs a statement that gives no rows. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Compares files with the table, row by row and in order.
   *
   * @param folder the folder of the Parquet files
   * @throws IllegalStateException if a row is missing, differs or is too many
   */
  void requireSameRows(Path folder, String writer) throws SQLException {
    String sql =
        "SELECT count(*) FROM input e POSITIONAL JOIN %s a WHERE NOT (%s)"
            .formatted("read_parquet(%s)".formatted(quoted(folder + "/*.parquet")), sameRow);
    try (Statement statement = connection.createStatement();
        ResultSet different = statement.executeQuery(sql)) {
      different.next();
      if (different.getLong(1) > 0) {
        throw new IllegalStateException(
            "%s wrote %,d rows that differ from the table's"
                .formatted(writer, different.getLong(1)));
      }
    }
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
