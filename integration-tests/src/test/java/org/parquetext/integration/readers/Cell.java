package org.parquetext.integration.readers;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.parquetext.integration.fixture.FormatUnderTest;
import org.parquetext.options.Codec;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.WriterVersion;

/** One way to write a table. */
record Cell(GridTable table, ColumnEncoding encoding, WriterVersion version, Codec codec) {
  private static final int PAGE_ROWS = 100;

  void write(Dataset<Row> rows, Path path) {
    rows.write()
        .format(FormatUnderTest.NAME)
        .option("encoding", encoding.toString())
        .option("writerVersion", version.name())
        .option("compression", codec.toString())
        .option("pageRowLimit", PAGE_ROWS)
        .save(path.toString());
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(table, encoding, version, codec);
  }
}
