package org.parquetext.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.parquetext.options.ColumnEncoding;
import org.parquetext.options.StatisticsLevel;
import org.parquetext.options.WriteOptions;
import org.parquetext.options.WriterVersion;
import org.parquetext.schema.SchemaConverter;

/** What parquet-java's own writer makes of the same rows with the same options. */
final class ParquetJavaFile {

  private ParquetJavaFile() {}

  /** Writes the rows of a file again. */
  static MemoryFile rewrite(MemoryFile source, WriteOptions options) throws IOException {
    return rewrite(source, options, null);
  }

  /** Writes the rows of a file again, encrypted if there are keys. */
  static MemoryFile rewrite(
      MemoryFile source, WriteOptions options, FileEncryptionProperties encryption)
      throws IOException {
    MessageType schema;
    try (ParquetFileReader reader = source.open()) {
      schema = reader.getFileMetaData().getSchema();
    }
    MemoryFile copy = new MemoryFile("parquet-java");
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(copy)
            .withType(schema)
            .withEncryption(encryption)
            .withWriterVersion(
                options.writerVersion() == WriterVersion.V1
                    ? ParquetProperties.WriterVersion.PARQUET_1_0
                    : ParquetProperties.WriterVersion.PARQUET_2_0)
            .withCompressionCodec(
                CompressionCodecName.valueOf(options.compression().codec().name()))
            .withRowGroupSize(options.rowGroupSizeBytes())
            .withRowGroupRowCountLimit(options.rowGroupMaxRows())
            .withPageSize(options.pageSizeBytes())
            .withPageRowCountLimit(options.pageRowLimit())
            .withDictionaryPageSize(options.dictionaryPageSizeBytes())
            .withDictionaryEncoding(
                options.encoding() == ColumnEncoding.AUTO && options.column("").dictionaryEnabled())
            .withByteStreamSplitEncoding(options.byteStreamSplit())
            .withColumnIndexTruncateLength(options.columnIndexTruncateLength())
            .withPageWriteChecksumEnabled(options.pageChecksum())
            .withStatisticsEnabled(options.column("").statistics() != StatisticsLevel.NONE)
            .withMaxBloomFilterBytes(options.bloomFilterMaxBytes())
            .withAdaptiveBloomFilterEnabled(options.bloomFilterAdaptive());
    for (ColumnDescriptor column : schema.getColumns()) {
      bloomFilter(builder, String.join(".", column.getPath()), options);
    }
    try (ParquetWriter<Group> writer = builder.build()) {
      source.forEach(group -> write(writer, group));
    }
    return copy;
  }

  /**
   * Options for version 2 that ask, column by column, for the encodings that parquet-java takes
   * where there are no dictionaries.
   */
  static WriteOptions withItsVersion2Encodings(Schema schema, String... keysAndValues) {
    WriteOptions.Builder options =
        WriteOptions.builder().set("writerVersion", "v2").set("dictionaryEnabled", "false");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    for (ColumnDescriptor column : SchemaConverter.convert(schema).getColumns()) {
      String encoding =
          switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> "RLE";
            case INT32, INT64 -> "DELTA_BINARY_PACKED";
            case BINARY, FIXED_LEN_BYTE_ARRAY -> "DELTA_BYTE_ARRAY";
            default -> "PLAIN";
          };
      options.set("encoding#" + String.join(".", column.getPath()), encoding);
    }
    return options.build();
  }

  private static void bloomFilter(
      ExampleParquetWriter.Builder builder, String column, WriteOptions options) {
    options
        .column(column)
        .bloomFilterNdv()
        .ifPresent(ndv -> builder.withBloomFilterNDV(column, ndv));
    builder
        .withBloomFilterFPP(column, options.column(column).bloomFilterFpp())
        .withBloomFilterCandidateNumber(column, options.column(column).bloomFilterCandidates())
        .withBloomFilterEnabled(column, options.column(column).bloomFilter());
  }

  private static void write(ParquetWriter<Group> writer, Group group) {
    try {
      writer.write(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
