package org.parquetext.integration.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.parquetext.integration.fixture.TableDirectory;

/** A directory of files, of which each is read as one batch of a stream. */
record StreamSource(SparkSession spark, Path directory) {
  private static final String SCHEMA = "id BIGINT, p INT, name STRING";

  /** Adds a file with the ids of a range; it is read after those that are there. */
  void add(long from, long to) throws IOException {
    Path temporary = directory.resolveSibling("written-" + from);
    spark
        .range(from, to, 1, 1)
        .selectExpr("id", "CAST(id % 3 AS INT) AS p", "concat('name ', id) AS name")
        .write()
        .parquet(temporary.toString());
    Files.createDirectories(directory);
    Path file = new TableDirectory(temporary).parquetFile();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + from));
    Files.move(file, directory.resolve("%08d.parquet".formatted(from)));
  }

  /** The files as a stream. */
  Dataset<Row> stream() {
    return spark
        .readStream()
        .schema(SCHEMA)
        .option("maxFilesPerTrigger", 1)
        .parquet(directory.toString());
  }
}
