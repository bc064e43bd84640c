package org.parquetext.benchmarks.arrow;

import java.nio.file.Path;
import org.parquetext.options.Compression;

/** One way to write the table to Parquet, with one codec. */
interface TableWriter {

  /** The name that the report shows. */
  String name();

  /** The threads that encode, at most. */
  int threads();

  /** The codec of all pages. */
  Compression compression();

  /** Takes what the write needs and does not count; {@link #release()} gives it back. */
  default void prepare() throws Exception {}

  /**
   * Writes the table.
   *
   * @param folder an empty folder, for one file with the ending {@code .parquet}
   */
  void write(Path folder) throws Exception;

  /** Gives back what {@link #prepare()} took. */
  default void release() {}
}
