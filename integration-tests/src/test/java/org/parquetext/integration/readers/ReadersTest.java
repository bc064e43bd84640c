package org.parquetext.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.integration.fixture.Effort;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.integration.fixture.SparkTest;
import org.parquetext.integration.fixture.TableDirectory;
import org.parquetext.integration.fixture.TableReader;
import org.parquetext.options.Codec;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriterVersion;

/**
 * Every reader sees the values that it sees in a plain file of the built-in writer, or fails as is
 * known of it.
 */
@SparkTest
class ReadersTest {
  private static final String START = "<!-- readers: checked by a test -->\n";
  private static final String END = "<!-- /readers -->";

  @TempDir private static Path directory;

  /** Every table with every encoding and page version, and one codec after the other or all. */
  static List<Cell> cells() {
    Codec[] codecs = Codec.values();
    List<Cell> cells = new ArrayList<>();
    int next = 0;
    for (GridTable table : GridTable.values()) {
      for (ColumnEncoding encoding : table.encodings()) {
        for (WriterVersion version : WriterVersion.values()) {
          for (int i = 0; i < Effort.of(1, codecs.length); i++) {
            cells.add(new Cell(table, encoding, version, codecs[next++ % codecs.length]));
          }
        }
      }
    }
    return cells;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void everyReaderReadsWhatItCan(Cell cell, SparkSession spark) {
    Dataset<Row> rows = cell.table().rows(spark);
    Path expected = builtIn(cell.table(), rows);
    Path actual = directory.resolve(cell.toString());
    cell.write(rows.select(columns(expected, cell.encoding())), actual);
    List<GridColumn> columns = GridColumn.of(new TableDirectory(actual).parquetFile());
    assertThat(columns)
        .as("columns with the encoding")
        .isNotEmpty()
        .allMatch(column -> column.obeys(cell.encoding()), "are encoded so");
    for (Reader reader : Reader.values()) {
      requireSame(reader, spark, columns, expected, actual);
    }
  }

  @Test
  void theDocumentsListWhatReadersCannotRead() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "limits.md"));
    assertThat(document).contains(START + "\n" + ReaderLimit.markdown() + "\n" + END);
  }

  private static void requireSame(
      Reader reader, SparkSession spark, List<GridColumn> columns, Path expected, Path actual) {
    TableReader tables = reader.of(spark);
    List<String> readable =
        columns.stream()
            .filter(column -> ReaderLimit.of(reader, column).isEmpty())
            .map(GridColumn::name)
            .toList();
    if (!readable.isEmpty()) {
      tables.selecting(readable).requireSameRows(expected, actual);
    }
    columns.stream()
        .filter(column -> !readable.contains(column.name()))
        .limit(Effort.of(1, columns.size()))
        .forEach(column -> requireFailure(reader, tables, column, expected, actual));
  }

  private static void requireFailure(
      Reader reader, TableReader tables, GridColumn column, Path expected, Path actual) {
    List<ReaderLimit> limits = ReaderLimit.of(reader, column);
    Throwable failure =
        catchThrowable(
            () -> tables.selecting(List.of(column.name())).requireSameRows(expected, actual));
    assertThat(failure).as("%s of %s: %s", reader, column.name(), limits).isNotNull();
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(limits)
        .as("%s of %s: %s", reader, column.name(), trace)
        .anyMatch(limit -> limit.explains(trace.toString()));
  }

  /** The table as the built-in writer writes it, uncompressed and in v1 pages. */
  private static Path builtIn(GridTable table, Dataset<Row> rows) {
    Path path = directory.resolve(table.name());
    if (Files.notExists(path)) {
      rows.write()
          .format(FormatUnderTest.BUILT_IN)
          .option("compression", "none")
          .save(path.toString());
    }
    return path;
  }

  private static Column[] columns(Path table, ColumnEncoding encoding) {
    Stream<GridColumn> columns = GridColumn.of(new TableDirectory(table).parquetFile()).stream();
    return columns
        .filter(column -> column.takes(encoding))
        .map(column -> new Column(column.name()))
        .toArray(Column[]::new);
  }
}
