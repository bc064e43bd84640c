package org.parquetext.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** The footers of the files below a directory, as parquet-java reads them. */
public final class Footers {

  private Footers() {}

  public static List<ParquetMetadata> of(Path root) {
    return Tree.parts(root).stream().map(part -> read(root.resolve(part))).toList();
  }

  /** The footer of the only file. */
  public static ParquetMetadata single(Path root) {
    List<ParquetMetadata> footers = of(root);
    if (footers.size() != 1) {
      throw new AssertionError("Expected one file below " + root + ": " + Tree.of(root));
    }
    return footers.get(0);
  }

  public static Map<String, String> keyValues(Path root) {
    return single(root).getFileMetaData().getKeyValueMetaData();
  }

  /** Which writer each file says it comes from. */
  public static List<String> createdWith(Path root) {
    return of(root).stream()
        .map(footer -> footer.getFileMetaData().getKeyValueMetaData())
        .map(values -> values.containsKey("org.parquetext.version") ? "parquet-ext" : "other")
        .toList();
  }

  public static ParquetMetadata read(Path file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      return reader.getFooter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
