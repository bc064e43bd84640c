package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.execution.vectorized.OffHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Makes batches of rows as readers do: in the same vectors again and again, so that what a batch
 * held is gone with the next.
 */
abstract class BatchReader implements AutoCloseable {

  /** The next batch; the one before is not valid any more. */
  abstract ColumnarBatch read(List<? extends InternalRow> rows);

  @Override
  public abstract void close();

  static BatchReader of(Kind kind, StructType schema, Random random) {
    return switch (kind) {
      case ON_HEAP -> new Writable(schema, OnHeapColumnVector.allocateColumns(1, schema));
      case OFF_HEAP -> new Writable(schema, OffHeapColumnVector.allocateColumns(1, schema));
      case ARROW -> new Arrow(schema, false);
      case ARROW_LARGE -> new Arrow(schema, true);
      case FILTERED ->
          new Filtered(new Writable(schema, OnHeapColumnVector.allocateColumns(1, schema)), random);
      case FILTERED_ARROW -> new Filtered(new Arrow(schema, false), random);
    };
  }

  /** What the columns are. */
  enum Kind {
    ON_HEAP,
    OFF_HEAP,
    ARROW,
    ARROW_LARGE,
    FILTERED,
    FILTERED_ARROW
  }

  private static final class Writable extends BatchReader {

    private final StructType schema;
    private final WritableColumnVector[] vectors;

    Writable(StructType schema, WritableColumnVector[] vectors) {
      this.schema = schema;
      this.vectors = vectors;
    }

    @Override
    ColumnarBatch read(List<? extends InternalRow> rows) {
      for (int column = 0; column < vectors.length; column++) {
        vectors[column].reset();
        for (InternalRow row : rows) {
          VectorFiller.append(row, column, schema.fields()[column].dataType(), vectors[column]);
        }
      }
      return new ColumnarBatch(vectors, rows.size());
    }

    @Override
    public void close() {
      Arrays.stream(vectors).forEach(ColumnVector::close);
    }
  }

  private static final class Arrow extends BatchReader {

    private final ArrowWriter writer;

    Arrow(StructType schema, boolean large) {
      this.writer = ArrowWriter.create(schema, "America/Los_Angeles", true, large);
    }

    @Override
    ColumnarBatch read(List<? extends InternalRow> rows) {
      writer.reset();
      rows.forEach(writer::write);
      writer.finish();
      ColumnVector[] vectors =
          writer.root().getFieldVectors().stream()
              .map(ArrowColumnVector::new)
              .toArray(ColumnVector[]::new);
      return new ColumnarBatch(vectors, rows.size());
    }

    @Override
    public void close() {
      writer.root().close();
    }
  }

  /** The rows lie shuffled between others. */
  private static final class Filtered extends BatchReader {

    private final BatchReader all;
    private final Random random;

    Filtered(BatchReader all, Random random) {
      this.all = all;
      this.random = random;
    }

    @Override
    ColumnarBatch read(List<? extends InternalRow> rows) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
      order.addAll(order.subList(0, rows.size() / 3));
      Collections.shuffle(order, random);
      List<InternalRow> shuffled = new ArrayList<>();
      int[] positions = new int[rows.size()];
      for (int place = 0; place < order.size(); place++) {
        shuffled.add(rows.get(order.get(place)));
        positions[order.get(place)] = place;
      }
      ColumnarBatch batch = all.read(shuffled);
      ColumnVector[] vectors =
          IntStream.range(0, batch.numCols())
              .mapToObj(column -> new FilteredVector(batch.column(column), positions))
              .toArray(ColumnVector[]::new);
      return new ColumnarBatch(vectors, rows.size());
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
