package org.parquetext.benchmarks.arrow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows in Arrow memory, in batches. Not thread-safe while it is filled; closing frees the rows. */
final class ArrowTable implements AutoCloseable {

  /** Rows of every batch but the last. */
  static final int BATCH_ROWS = 1 << 16;

  private final BufferAllocator allocator;
  private final Schema schema;
  private final List<VectorSchemaRoot> batches = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param allocator stays the caller's
   */
  ArrowTable(BufferAllocator allocator, Schema schema) {
    this.allocator = allocator;
    this.schema = schema;
  }

  BufferAllocator allocator() {
    return allocator;
  }

  Schema schema() {
    return schema;
  }

  /** An empty batch that belongs to the table; the caller fills it and sets its row count. */
  VectorSchemaRoot newBatch() {
    VectorSchemaRoot batch = VectorSchemaRoot.create(schema, allocator);
    batches.add(batch);
    return batch;
  }

  List<VectorSchemaRoot> batches() {
    return Collections.unmodifiableList(batches);
  }

  long rows() {
    return batches.stream().mapToLong(VectorSchemaRoot::getRowCount).sum();
  }

  /** Bytes of the values, offsets and validity bits, in their buffers up to the last row. */
  long bytes() {
    return buffers().stream().mapToLong(ArrowBuf::readableBytes).sum();
  }

  /** The buffers of all batches; readable up to the last row. */
  List<ArrowBuf> buffers() {
    List<ArrowBuf> buffers = new ArrayList<>();
    for (VectorSchemaRoot batch : batches) {
      for (FieldVector vector : batch.getFieldVectors()) {
        Collections.addAll(buffers, vector.getBuffers(false));
      }
    }
    return buffers;
  }

  /** Hands the batches out one after the other, without a copy. */
  ArrowReader reader() {
    return new ArrowTableReader(this);
  }

  @Override
  public void close() {
    batches.forEach(VectorSchemaRoot::close);
    batches.clear();
  }
}
