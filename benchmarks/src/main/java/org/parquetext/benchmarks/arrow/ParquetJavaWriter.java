package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;
import org.parquetext.schema.SchemaConverter;

/**
 * parquet-java's column writers with its default properties, fed by loops over the vectors of one
 * column at a time: no records are made, which its own {@code ParquetWriter} would need.
 */
final class ParquetJavaWriter implements TableWriter {

  private final ArrowTable table;
  private final Compression compression;

  ParquetJavaWriter(ArrowTable table, Compression compression) {
    this.table = table;
    this.compression = compression;
  }

  @Override
  public String name() {
    return "parquet-java";
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Compression compression() {
    return compression;
  }

  @Override
  public void prepare() {
    for (VectorSchemaRoot batch : table.batches()) {
      for (FieldVector vector : batch.getFieldVectors()) {
        if (vector.getNullCount() > 0) {
          throw new IllegalStateException(
              "Cannot write column `%s`: it has nulls".formatted(vector.getName()));
        }
      }
    }
  }

  @Override
  public void write(Path folder) throws IOException {
    ParquetProperties properties = ParquetProperties.builder().build();
    MessageType type = SchemaConverter.convert(table.schema());
    CodecFactory codecs = new CodecFactory(configuration(), properties.getPageSizeThreshold());
    try (ParquetFileWriter file =
        new ParquetFileWriter(
            new LocalOutputFile(folder.resolve("table.parquet")),
            type,
            ParquetFileWriter.Mode.CREATE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT)) {
      file.start();
      ParquetJavaRowGroups rowGroups =
          new ParquetJavaRowGroups(
              file,
              type,
              properties,
              codecs.getCompressor(CompressionCodecName.valueOf(compression.codec().name())));
      for (VectorSchemaRoot batch : table.batches()) {
        rowGroups.write(batch);
      }
      rowGroups.end();
      file.end(Map.of());
    } finally {
      codecs.release();
    }
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration(false);
    if (compression.codec() == Codec.ZSTD) {
      configuration.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, compression.level());
    }
    return configuration;
  }
}
