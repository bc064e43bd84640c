package org.parquetext.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Who wrote a Parquet file. */
final class Origin {
  private static final byte[] ENCRYPTED = {'P', 'A', 'R', 'E'};

  private Origin() {}

  /** Whether its footer names this project; of an encrypted one, which does not say, that it is. */
  static boolean isPipeline(Path file) {
    try {
      if (Arrays.equals(Arrays.copyOf(Files.readAllBytes(file), ENCRYPTED.length), ENCRYPTED)) {
        return true;
      }
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
        return reader.getFileMetaData().getCreatedBy().contains("parquet-ext");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
