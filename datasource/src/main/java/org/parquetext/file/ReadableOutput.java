package org.parquetext.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** An output file that can be read again when it is closed, and taken away then. */
public interface ReadableOutput {

  /** The closed file. */
  InputFile input() throws IOException;

  /** How it is read. */
  Configuration configuration();

  /** Deletes the closed file. */
  void delete() throws IOException;

  /**
   * An output as one that can be read again.
   *
   * @throws IllegalArgumentException if it cannot
   */
  static ReadableOutput of(OutputFile file) {
    if (file instanceof ReadableOutput) {
      return (ReadableOutput) file;
    }
    if (file instanceof LocalOutputFile) {
      return new LocalOutput(Path.of(file.getPath()));
    }
    throw new IllegalArgumentException(
        ("Cannot verify file %s: a %s cannot be read again. Use HadoopOutput or LocalOutputFile,"
                + " implement ReadableOutput, or set verify=off.")
            .formatted(file.getPath(), file.getClass().getName()));
  }

  /** A file of parquet-java's own. */
  record LocalOutput(Path path) implements ReadableOutput {

    @Override
    public InputFile input() {
      return new LocalInputFile(path);
    }

    @Override
    public Configuration configuration() {
      return new Configuration();
    }

    @Override
    public void delete() throws IOException {
      Files.deleteIfExists(path);
    }
  }
}
