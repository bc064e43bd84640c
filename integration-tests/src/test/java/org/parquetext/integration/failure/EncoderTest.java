package org.parquetext.integration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.WriteException;
import org.parquetext.file.HadoopOutput;
import org.parquetext.integration.fixture.Resources;
import org.parquetext.level.LeafColumn;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.ColumnBatch;

/** A column cannot be encoded. */
class EncoderTest {
  private static final int ROWS = 10_000;
  private static final int FAILING_BATCH = 30;

  @TempDir private Path directory;
  private final AtomicInteger closedBatches = new AtomicInteger();

  @AfterEach
  void nothingIsHeld() {
    Resources.requireReleased();
  }

  @Test
  void theErrorNamesTheColumnAndNothingIsLeft() throws Exception {
    Path file = directory.resolve("table.parquet");
    AtomicInteger submitted = new AtomicInteger();
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector good = vector("good", allocator);
        BigIntVector bad = vector("bad", allocator)) {
      Schema schema = new Schema(List.of(good.getField(), bad.getField()));
      ArrowParquetWriter writer = ArrowParquetWriter.builder(output(file), schema).build();
      assertThatThrownBy(
              () -> {
                for (int batch = 0; batch < 1_000; batch++) {
                  submitted.incrementAndGet();
                  writer.write(new Batch(List.of(good, bad), batch == FAILING_BATCH));
                }
                writer.close();
              })
          .isInstanceOf(WriteException.class)
          .hasMessageContaining("bad")
          .hasStackTraceContaining("cannot be encoded");
      assertThatThrownBy(() -> writer.write(new Batch(List.of(good, bad), false)))
          .isInstanceOf(WriteException.class);
      writer.close();
    }
    assertThat(closedBatches).as("closed batches").hasValue(submitted.get() + 1);
    assertThat(Files.exists(file)).isFalse();
  }

  private static HadoopOutput output(Path file) {
    return HadoopOutput.of(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
  }

  private static BigIntVector vector(String name, BufferAllocator allocator) {
    BigIntVector vector = new BigIntVector(name, allocator);
    for (int row = 0; row < ROWS; row++) {
      vector.setSafe(row, row);
    }
    vector.setValueCount(ROWS);
    return vector;
  }

  /** Vectors that stay what they are, of which the last may refuse to be read. */
  private final class Batch implements ColumnBatch {
    private final List<FieldVector> vectors;
    private final boolean failing;

    Batch(List<FieldVector> vectors, boolean failing) {
      this.vectors = vectors;
      this.failing = failing;
    }

    @Override
    public int rows() {
      return ROWS;
    }

    @Override
    public long bytes() {
      return 2L * ROWS * Long.BYTES;
    }

    @Override
    public LeafColumn column(int index) {
      if (failing && index == vectors.size() - 1) {
        throw new IllegalStateException("this column cannot be encoded");
      }
      return LeafColumn.flat(vectors.get(index));
    }

    @Override
    public void close() {
      closedBatches.incrementAndGet();
    }
  }
}
