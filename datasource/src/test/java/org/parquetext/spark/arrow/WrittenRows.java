package org.parquetext.spark.arrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.ArrowParquetWriterBuilder;
import org.parquetext.pipeline.ColumnBatch;

/** The bytes of the file that rows become, as rows or as batches. */
final class WrittenRows {

  private final StructType schema;
  private final BufferAllocator allocator;
  private final Path folder;
  private Rebase rebase = Rebase.NONE;
  private WriteOptions options = WriteOptions.builder().build();
  private MessageType messageType;

  WrittenRows(StructType schema, BufferAllocator allocator, Path folder) {
    this.schema = schema;
    this.allocator = allocator;
    this.folder = folder;
  }

  WrittenRows rebase(Rebase value) {
    rebase = value;
    return this;
  }

  WrittenRows options(WriteOptions value) {
    options = value;
    return this;
  }

  WrittenRows messageType(MessageType value) {
    messageType = value;
    return this;
  }

  byte[] asRows(List<? extends InternalRow> rows) {
    try (RowPages pages = new RowPages(schema, ordinals(), allocator, rebase)) {
      return written(
          pages.arrowSchema(),
          writer -> {
            for (InternalRow row : rows) {
              pages.add(row);
              while (pages.isFull()) {
                writer.write(pages.take());
              }
            }
            while (pages.rows() > 0) {
              writer.write(pages.take());
            }
          });
    }
  }

  /** Reads the rows in batches of any sizes. */
  byte[] asBatches(List<? extends InternalRow> rows, BatchReader reader, Random random) {
    try (ColumnarBatches batches = new ColumnarBatches(schema, ordinals(), allocator, rebase)) {
      return written(
          batches.arrowSchema(),
          writer -> {
            for (int from = 0; from < rows.size(); ) {
              int count = Math.min(rows.size() - from, 1 + random.nextInt(900));
              ColumnarBatch batch = reader.read(rows.subList(from, from + count));
              for (ColumnBatch part : parts(batches, batch, from + 1, random)) {
                writer.write(part);
              }
              from += count;
            }
          });
    }
  }

  /** All of it, or in two ranges. */
  private static List<ColumnBatch> parts(
      ColumnarBatches batches, ColumnarBatch batch, long firstRowNumber, Random random) {
    if (random.nextBoolean()) {
      return List.of(batches.batch(batch, firstRowNumber));
    }
    int rows = batch.numRows();
    int cut = random.nextInt(rows + 1);
    return List.of(
        batches.batch(batch, BatchRows.range(0, cut), firstRowNumber),
        batches.batch(batch, BatchRows.range(cut, rows - cut), firstRowNumber));
  }

  /** The rows of all batches of a reader, one by one. */
  byte[] asRows(Iterable<ColumnarBatch> batches) {
    try (RowPages pages = new RowPages(schema, ordinals(), allocator, rebase)) {
      return written(
          pages.arrowSchema(),
          writer -> {
            for (ColumnarBatch batch : batches) {
              for (int row = 0; row < batch.numRows(); row++) {
                pages.add(batch.getRow(row));
                while (pages.isFull()) {
                  writer.write(pages.take());
                }
              }
            }
            while (pages.rows() > 0) {
              writer.write(pages.take());
            }
          });
    }
  }

  /** Some rows of one batch. */
  byte[] asBatch(ColumnarBatch batch, BatchRows rows) {
    try (ColumnarBatches batches = new ColumnarBatches(schema, ordinals(), allocator, rebase)) {
      return written(batches.arrowSchema(), writer -> writer.write(batches.batch(batch, rows, 1)));
    }
  }

  /** All batches of a reader. */
  byte[] asBatches(Iterable<ColumnarBatch> read, Random random) {
    try (ColumnarBatches batches = new ColumnarBatches(schema, ordinals(), allocator, rebase)) {
      return written(
          batches.arrowSchema(),
          writer -> {
            long row = 1;
            for (ColumnarBatch batch : read) {
              for (ColumnBatch part : parts(batches, batch, row, random)) {
                writer.write(part);
              }
              row += batch.numRows();
            }
          });
    }
  }

  private int[] ordinals() {
    return IntStream.range(0, schema.size()).toArray();
  }

  private byte[] written(Schema arrow, Writing writing) {
    try {
      Path file = Files.createTempFile(folder, "rows", ".parquet");
      Files.delete(file);
      ArrowParquetWriterBuilder builder =
          ArrowParquetWriter.builder(new LocalOutputFile(file), arrow).options(options);
      if (messageType != null) {
        builder.messageType(messageType);
      }
      ArrowParquetWriter writer = builder.build();
      try (writer) {
        writing.write(writer);
      } catch (Throwable e) {
        writer.abort();
        throw e;
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writing {
    void write(ArrowParquetWriter writer);
  }
}
