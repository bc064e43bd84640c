package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.parquetext.level.LeafColumn;

/**
 * Makes batches of {@link TestWrites#SCHEMA} that remember how often they were closed, and can be
 * made to fail or to block.
 */
final class TestBatches implements AutoCloseable {

  /** As much as makes a writer ask for another thread. */
  static final long MANY_BYTES = 4 << 20;

  private final BufferAllocator allocator = new RootAllocator();
  private final List<TestBatch> batches = new CopyOnWriteArrayList<>();
  private long nextNumber;

  /** The next {@code rows} rows, said to hold {@code bytes} bytes. */
  TestBatch next(int rows, long bytes, Hook hook) {
    VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
    TestWrites.fill(root, nextNumber, rows);
    nextNumber += rows;
    TestBatch batch = new TestBatch(root, bytes, hook);
    batches.add(batch);
    return batch;
  }

  TestBatch next(int rows) {
    return next(rows, MANY_BYTES, column -> {});
  }

  void assertEachClosedOnce() {
    assertThat(batches).isNotEmpty().extracting(batch -> batch.closes.get()).containsOnly(1);
  }

  @Override
  public void close() {
    batches.forEach(batch -> batch.root.close());
    allocator.close();
  }

  /** Called on the encoding thread before a column is handed out, and before the batch closes. */
  interface Hook {
    /** Stands for the column in the call before closing. */
    int CLOSE = -1;

    void before(int column);
  }

  /** A root that counts its closing. */
  static final class TestBatch implements ColumnBatch {

    private final VectorSchemaRoot root;
    private final long bytes;
    private final Hook hook;
    private final AtomicInteger closes = new AtomicInteger();

    private TestBatch(VectorSchemaRoot root, long bytes, Hook hook) {
      this.root = root;
      this.bytes = bytes;
      this.hook = hook;
    }

    @Override
    public int rows() {
      return root.getRowCount();
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public LeafColumn column(int index) {
      assertThat(closes.get()).as("closes before column %d is read", index).isZero();
      hook.before(index);
      return LeafColumn.flat(root.getVector(index));
    }

    @Override
    public void close() {
      closes.incrementAndGet();
      hook.before(Hook.CLOSE);
    }
  }
}
