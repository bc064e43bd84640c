package org.parquetext.benchmarks.arrow;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** Batches without nulls on their way through parquet-java's column writers into a file. */
final class ParquetJavaRowGroups {

  /** Rows of one column before the next one's; the least after which parquet-java ends a page. */
  private static final int STRETCH_ROWS = ParquetProperties.DEFAULT_MINIMUM_RECORD_COUNT_FOR_CHECK;

  private static final int SIZE_CHECK_ROWS =
      ParquetProperties.DEFAULT_MAXIMUM_RECORD_COUNT_FOR_CHECK;
  private static final int PRESENT = 1;

  private final ParquetFileWriter file;
  private final MessageType type;
  private final ParquetProperties properties;
  private final BytesInputCompressor compressor;
  private byte[] scratch = new byte[0];
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore columns;
  private long rows;
  private long nextSizeCheck;

  ParquetJavaRowGroups(
      ParquetFileWriter file,
      MessageType type,
      ParquetProperties properties,
      BytesInputCompressor compressor) {
    this.file = file;
    this.type = type;
    this.properties = properties;
    this.compressor = compressor;
    start();
  }

  void write(VectorSchemaRoot batch) throws IOException {
    List<ColumnDescriptor> descriptors = type.getColumns();
    for (int from = 0; from < batch.getRowCount(); from += STRETCH_ROWS) {
      int to = Math.min(from + STRETCH_ROWS, batch.getRowCount());
      for (int i = 0; i < descriptors.size(); i++) {
        write(batch.getVector(i), columns.getColumnWriter(descriptors.get(i)), from, to);
      }
      for (int row = from; row < to; row++) {
        columns.endRecord();
      }
      rows += to - from;
      if (rows >= nextSizeCheck) {
        checkSize();
      }
    }
  }

  /** Writes what is left. */
  void end() throws IOException {
    flush();
  }

  private void start() {
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            type,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    columns = properties.newColumnWriteStore(type, pages, pages);
    rows = 0;
    nextSizeCheck = SIZE_CHECK_ROWS;
  }

  private void checkSize() throws IOException {
    nextSizeCheck += SIZE_CHECK_ROWS;
    if (columns.getBufferedSize() >= ParquetWriter.DEFAULT_BLOCK_SIZE) {
      flush();
      start();
    }
  }

  private void flush() throws IOException {
    if (rows > 0) {
      file.startBlock(rows);
      columns.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    columns.close();
    pages.close();
  }

  private void write(FieldVector vector, ColumnWriter writer, int from, int to) {
    if (vector instanceof BigIntVector) {
      writeLongs(vector.getDataBuffer(), Long.BYTES, writer, from, to);
    } else if (vector instanceof DecimalVector) {
      // Up to 18 digits are in the low half of the sixteen bytes.
      writeLongs(vector.getDataBuffer(), DecimalVector.TYPE_WIDTH, writer, from, to);
    } else if (vector instanceof IntVector || vector instanceof DateDayVector) {
      writeInts(vector.getDataBuffer(), writer, from, to);
    } else if (vector instanceof VarCharVector) {
      writeStrings((VarCharVector) vector, writer, from, to);
    } else {
      throw new IllegalArgumentException("Cannot write column " + vector.getField());
    }
  }

  private static void writeLongs(
      ArrowBuf values, int width, ColumnWriter writer, int from, int to) {
    for (int row = from; row < to; row++) {
      writer.write(values.getLong((long) row * width), 0, PRESENT);
    }
  }

  private static void writeInts(ArrowBuf values, ColumnWriter writer, int from, int to) {
    for (int row = from; row < to; row++) {
      writer.write(values.getInt((long) row * Integer.BYTES), 0, PRESENT);
    }
  }

  private void writeStrings(VarCharVector vector, ColumnWriter writer, int from, int to) {
    ArrowBuf values = vector.getDataBuffer();
    int end = vector.getStartOffset(from);
    for (int row = from; row < to; row++) {
      int start = end;
      end = vector.getEndOffset(row);
      int length = end - start;
      if (scratch.length < length) {
        scratch = new byte[length];
      }
      values.getBytes(start, scratch, 0, length);
      writer.write(Binary.fromReusedByteArray(scratch, 0, length), 0, PRESENT);
    }
  }
}
