package org.parquetext.benchmarks.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The formats of files that the quickstart reads, told by the ends of their names. */
public enum InputFormat {
  PARQUET(Map.of()),
  CSV(Map.of("header", "true", "inferSchema", "true")),
  JSON(Map.of());

  private final Map<String, String> defaults;

  InputFormat(Map<String, String> defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a file, or all files below a folder, which must be of one format.
   *
   * @param options of Spark's reader, which win over the defaults (CSV has a header line and its
   *     types are inferred)
   */
  public static Dataset<Row> read(SparkSession session, String input, Map<String, String> options)
      throws IOException {
    InputFormat format = of(session, new Path(input));
    DataFrameReader reader = session.read().format(format.spark()).options(format.defaults);
    return reader.options(options).load(input);
  }

  private static InputFormat of(SparkSession session, Path input) throws IOException {
    FileSystem system = input.getFileSystem(session.sessionState().newHadoopConf());
    if (!system.exists(input)) {
      throw new FileNotFoundException("Cannot read %s: it does not exist".formatted(input));
    }
    Set<InputFormat> found = EnumSet.noneOf(InputFormat.class);
    RemoteIterator<LocatedFileStatus> files = system.listFiles(input, true);
    while (files.hasNext()) {
      ofName(files.next().getPath().getName()).ifPresent(found::add);
    }
    if (found.size() != 1) {
      throw new IOException(
          "Cannot read %s: it must be or hold files of one of parquet, csv or json, but has %s"
              .formatted(input, found.isEmpty() ? "none of them" : found));
    }
    return found.iterator().next();
  }

  private static Optional<InputFormat> ofName(String name) {
    if (name.startsWith("_") || name.startsWith(".")) {
      return Optional.empty();
    }
    // part-0.csv.gz is as good as part-0.csv.
    for (String extension : name.toLowerCase(Locale.ROOT).split("\\.")) {
      for (InputFormat format : values()) {
        if (format.spark().equals(extension)) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }

  private String spark() {
    return name().toLowerCase(Locale.ROOT);
  }
}
