package org.parquetext.benchmarks.arrow;

import java.nio.file.Path;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.io.LocalOutputFile;
import org.parquetext.options.Compression;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.EncoderRuntime;

/** {@link ArrowParquetWriter} with default options but for the codec. */
final class ParquetExtWriter implements TableWriter {

  static final String NAME = "parquet-ext";

  /** The name of the file that is written. */
  static final String FILE = "table.parquet";

  private final ArrowTable table;
  private final Compression compression;
  private final EncoderRuntime runtime;

  ParquetExtWriter(ArrowTable table, Compression compression, EncoderRuntime runtime) {
    this.table = table;
    this.compression = compression;
    this.runtime = runtime;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int threads() {
    return runtime.threads();
  }

  @Override
  public Compression compression() {
    return compression;
  }

  @Override
  public void write(Path folder) {
    WriteOptions.Builder options =
        WriteOptions.builder().set("compression", compression.codec().toString());
    if (compression.codec().hasLevels()) {
      options.set("compressionLevel", Integer.toString(compression.level()));
    }
    LocalOutputFile file = new LocalOutputFile(folder.resolve(FILE));
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, table.schema())
            .options(options.build())
            .runtime(runtime)
            .build()) {
      for (VectorSchemaRoot batch : table.batches()) {
        writer.write(batch);
      }
    }
  }
}
