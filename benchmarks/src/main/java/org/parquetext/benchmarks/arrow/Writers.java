package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;
import org.parquetext.pipeline.EncoderRuntime;

/** Makes every writer of a table. */
final class Writers {

  private static final int BUDGET_SHARE = 4;

  private final ArrowTable table;
  private final DuckDbTable duckDb;
  private final Path folder;
  private final Map<Integer, EncoderRuntime> runtimes = new HashMap<>();

  /**
   * The writers of a table.
   *
   * @param folder an existing folder for files that last as long as the writers
   */
  Writers(ArrowTable table, DuckDbTable duckDb, Path folder) {
    this.table = table;
    this.duckDb = duckDb;
    this.folder = folder;
  }

  /** The floor, and whoever can write with this codec and by these numbers of threads. */
  List<TableWriter> of(Compression compression, List<Integer> threads) throws IOException {
    List<TableWriter> writers = new ArrayList<>();
    writers.add(new Floor(table, compression, pagesFile(compression)));
    for (int number : threads) {
      writers.add(new ParquetExtWriter(table, compression, runtime(number)));
    }
    for (int number : threads) {
      writers.add(new DuckDbWriter(duckDb, compression, number));
    }
    if (compression.codec() == Codec.UNCOMPRESSED) {
      writers.add(new ArrowCppWriter(table));
    }
    writers.add(new ParquetJavaWriter(table, compression));
    return writers;
  }

  private Path pagesFile(Compression compression) throws IOException {
    Path own = Files.createDirectory(folder.resolve("pages-" + compression.codec()));
    new ParquetExtWriter(table, compression, runtime(1)).write(own);
    return own.resolve(ParquetExtWriter.FILE);
  }

  private EncoderRuntime runtime(int threads) {
    return runtimes.computeIfAbsent(
        threads,
        number -> EncoderRuntime.create(number, Runtime.getRuntime().maxMemory() / BUDGET_SHARE));
  }
}
