package org.parquetext.benchmarks.arrow;

import java.nio.file.Path;
import org.apache.arrow.dataset.file.DatasetFileWriter;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;

/** Arrow C++ by its Java binding for datasets, which cannot choose a codec: it uses none. */
final class ArrowCppWriter implements TableWriter {

  private static final int MAX_PARTITIONS = 1;

  private final ArrowTable table;

  ArrowCppWriter(ArrowTable table) {
    this.table = table;
  }

  @Override
  public String name() {
    return "arrow-cpp";
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Compression compression() {
    return Compression.of(Codec.UNCOMPRESSED);
  }

  @Override
  public void write(Path folder) throws Exception {
    try (ArrowReader reader = table.reader()) {
      DatasetFileWriter.write(
          table.allocator(),
          reader,
          FileFormat.PARQUET,
          folder.toUri().toString(),
          new String[0],
          MAX_PARTITIONS,
          "table-{i}.parquet");
    }
  }
}
