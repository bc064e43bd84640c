package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.parquetext.pipeline.ColumnBatch;

/** What the tests of {@link RowPages} share; closing the allocator proves that nothing leaked. */
abstract class RowPagesFixture {

  final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  static List<UnsafeRow> unsafe(StructType schema, List<InternalRow> rows) {
    UnsafeProjection projection = UnsafeProjection.create(schema);
    return rows.stream().map(row -> projection.apply(row).copy()).toList();
  }

  /** Hands over every page that is full after a row, and the last one. */
  static List<ColumnBatch> batches(RowPages pages, List<? extends InternalRow> rows) {
    List<ColumnBatch> batches = new ArrayList<>();
    for (InternalRow row : rows) {
      pages.add(row);
      if (pages.isFull()) {
        batches.add(pages.take());
      }
    }
    if (pages.rows() > 0) {
      batches.add(pages.take());
    }
    return batches;
  }

  /** One column of all batches. */
  static List<Object> column(List<ColumnBatch> batches, int index) {
    List<Object> values = new ArrayList<>();
    for (ColumnBatch batch : batches) {
      values.addAll(ColumnValues.of(batch.column(index)));
    }
    return values;
  }

  static void close(List<ColumnBatch> batches) {
    batches.forEach(ColumnBatch::close);
  }
}
