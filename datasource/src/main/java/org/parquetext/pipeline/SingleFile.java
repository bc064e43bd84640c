package org.parquetext.pipeline;

import java.util.function.Supplier;
import org.apache.parquet.io.OutputFile;
import org.parquetext.WriteException;

/** Hands its file out once: of a writer that was given one file, and no supplier of more. */
final class SingleFile implements Supplier<OutputFile> {

  private final OutputFile file;
  private boolean taken;

  SingleFile(OutputFile file) {
    this.file = file;
  }

  @Override
  public OutputFile get() {
    if (taken) {
      throw new WriteException(
          "Cannot write a second file beside "
              + file.getPath()
              + ": a file limit was reached, but the writer was given one file only; give it a"
              + " supplier of files or set targetFileSizeBytes and maxRecordsPerFile to 0");
    }
    taken = true;
    return file;
  }
}
