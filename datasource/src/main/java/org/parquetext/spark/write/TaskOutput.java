package org.parquetext.spark.write;

import java.util.List;
import java.util.function.Supplier;
import org.apache.parquet.io.OutputFile;
import org.parquetext.file.FileEncryption;
import org.parquetext.pipeline.WrittenFile;

/** The files that a task attempt writes. All calls on the task's thread. */
interface TaskOutput extends AutoCloseable {

  /**
   * The files of one directory, one after the other.
   *
   * @param directory as the writer of its rows was told it
   */
  Supplier<OutputFile> in(String directory);

  /** How they are encrypted. */
  FileEncryption encryption();

  /** Some files are closed. */
  void closed(List<WrittenFile> files);

  /** When no file of the task is open any more. */
  @Override
  void close();
}
