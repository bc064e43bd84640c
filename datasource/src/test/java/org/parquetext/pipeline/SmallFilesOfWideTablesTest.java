package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.level.LeafColumn;

/** A small target for the files of many columns costs little beyond the files themselves. */
class SmallFilesOfWideTablesTest {

  private static final int COLUMNS = 300;
  private static final int BATCH_ROWS = 1_024;
  private static final int BATCHES = 15;
  private static final long TARGET = 2 << 20;

  /** Those of a batch, and some shorter ones before the file ends. */
  private static final int STRETCHES_OF_FILE = 40;

  private static final Schema SCHEMA =
      new Schema(
          IntStream.range(0, COLUMNS)
              .mapToObj(i -> Field.notNullable("number" + i, new ArrowType.Int(64, true)))
              .toList());

  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
  private final LongAdder stretches = new LongAdder();
  private final LongAdder columns = new LongAdder();
  private final LongAdder released = new LongAdder();

  @BeforeEach
  void fill() {
    Random random = new Random(7);
    for (int column = 0; column < COLUMNS; column++) {
      BigIntVector vector = (BigIntVector) root.getVector(column);
      vector.allocateNew(BATCH_ROWS);
      for (int row = 0; row < BATCH_ROWS; row++) {
        vector.set(row, column % 3 == 0 ? random.nextLong() : random.nextInt(100));
      }
    }
    root.setRowCount(BATCH_ROWS);
  }

  @AfterEach
  void freesAll() {
    root.close();
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theirBatchesAreHardlyCut(int threads) {
    int files = write(threads, 0).size();

    assertThat(stretches.sum() / COLUMNS)
        .as("stretches of %d files", files)
        .isLessThan((long) files * STRETCHES_OF_FILE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aColumnOfABatchIsMadeOnce(int threads) {
    write(threads, 0);

    assertThat(columns.sum()).isEqualTo((long) BATCHES * COLUMNS);
    assertThat(released.sum()).isEqualTo(columns.sum());
  }

  @Test
  void aColumnThatTakesMemoryIsNotKept() {
    write(1, 1);

    assertThat(columns.sum()).isEqualTo(stretches.sum());
    assertThat(released.sum()).isEqualTo(columns.sum());
  }

  private List<WrittenFile> write(int threads, long columnBytes) {
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(TestWrites.files(new ArrayList<>()), SCHEMA)
            .options(TestWrites.options("targetFileSizeBytes", Long.toString(TARGET)))
            .runtime(EncoderRuntime.create(threads, 256 << 20))
            .build();
    for (int i = 0; i < BATCHES; i++) {
      writer.write(new CountedBatch(new RootBatch(root), columnBytes));
    }
    writer.close();
    List<WrittenFile> files = writer.files();
    assertThat(files).hasSizeGreaterThan(2);
    assertThat(files.subList(0, files.size() - 1))
        .allMatch(file -> Math.abs(file.bytes() - TARGET) <= TARGET / 20);
    return files;
  }

  /** A root that counts how often its columns are made. */
  private final class CountedBatch extends ForwardedBatch {

    private final long columnBytes;

    CountedBatch(RootBatch batch, long columnBytes) {
      super(batch);
      this.columnBytes = columnBytes;
    }

    @Override
    public LeafColumn column(int index) {
      columns.increment();
      return super.column(index);
    }

    @Override
    public void release(int index) {
      released.increment();
    }

    /** Asked for by each stretch of each column. */
    @Override
    public long columnBytes(int index) {
      stretches.increment();
      return columnBytes;
    }
  }
}
