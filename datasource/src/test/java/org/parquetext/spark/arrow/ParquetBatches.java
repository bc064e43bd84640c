package org.parquetext.spark.arrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.VectorizedParquetRecordReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The batches of a file as Spark's vectorised reader makes them: always the same vectors, with the
 * dictionaries of the file where a batch has no other pages, and constant ones for partitions.
 */
final class ParquetBatches implements Iterable<ColumnarBatch>, AutoCloseable {

  private final VectorizedParquetRecordReader reader;

  ParquetBatches(
      Path file, boolean offHeap, int batchRows, StructType partition, InternalRow values) {
    this.reader = new VectorizedParquetRecordReader(offHeap, batchRows);
    try {
      reader.initialize(file.toString(), null);
      reader.initBatch(partition, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Iterator<ColumnarBatch> iterator() {
    return new Iterator<>() {

      private boolean ready;

      @Override
      public boolean hasNext() {
        try {
          ready = ready || reader.nextBatch();
          return ready;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public ColumnarBatch next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        ready = false;
        return reader.resultBatch();
      }
    };
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
