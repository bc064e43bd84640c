package org.parquetext.benchmarks.arrow;

import java.nio.file.Path;
import java.sql.SQLException;
import org.parquetext.options.Compression;

/** DuckDB's {@code COPY … TO} from its own memory, keeping the order of the rows. */
final class DuckDbWriter implements TableWriter {

  private final DuckDbTable table;
  private final Compression compression;
  private final int threads;

  DuckDbWriter(DuckDbTable table, Compression compression, int threads) {
    this.table = table;
    this.compression = compression;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public Compression compression() {
    return compression;
  }

  @Override
  public void prepare() throws SQLException {
    table.execute("SET threads = " + threads);
  }

  @Override
  public void write(Path folder) throws SQLException {
    String level =
        compression.codec().hasLevels() ? ", COMPRESSION_LEVEL " + compression.level() : "";
    // Bloom filters, which no other writer makes here, are only made where they are on by default.
    table.execute(
        "COPY input TO %s (FORMAT parquet, COMPRESSION %s%s, WRITE_BLOOM_FILTER false)"
            .formatted(
                DuckDbTable.quoted(folder.resolve("table.parquet").toString()),
                compression.codec(),
                level));
  }
}
