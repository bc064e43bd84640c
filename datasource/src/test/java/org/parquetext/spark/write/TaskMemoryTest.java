package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.spark.SparkConf;
import org.apache.spark.memory.MemoryConsumer;
import org.apache.spark.memory.MemoryMode;
import org.apache.spark.memory.TaskMemoryManager;
import org.apache.spark.memory.UnifiedMemoryManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.EncoderRuntime;
import org.parquetext.pipeline.WriterGroup;

/** A writer beside another consumer of a task's memory. */
class TaskMemoryTest {

  private static final long TASK_BYTES = 32 << 20;
  private static final int BATCH_ROWS = 64 << 10;

  /** Of a batch: longs that no encoding makes smaller. */
  private static final long BATCH_BYTES = 8L * BATCH_ROWS;

  private final TaskMemoryManager manager = new TaskMemoryManager(executionMemory(), 0);
  private final TaskMemory memory = new TaskMemory(manager);
  private final WriterGroup writers = new WriterGroup(EncoderRuntime.create(2, 1 << 30), memory);
  private final BufferAllocator allocator = new RootAllocator();
  private final BigIntVector numbers = new BigIntVector("number", allocator);
  private final VectorSchemaRoot root = VectorSchemaRoot.of(numbers);
  private final Random random = new Random(1);
  private Path file;
  private ArrowParquetWriter writer;

  @BeforeEach
  void open(@TempDir Path directory) {
    file = directory.resolve("file.parquet");
    writer =
        ArrowParquetWriter.builder(new LocalOutputFile(file), root.getSchema())
            .options(WriteOptions.builder().set("rowGroupSizeBytes", "16m").build())
            .group(writers)
            .build();
    memory.heldBy(writers);
  }

  @AfterEach
  void everythingIsFreed() {
    writer.abort();
    root.close();
    allocator.close();
    assertThat(memory.getUsed()).as("held by the writer").isZero();
  }

  /** All of it for execution. */
  private static UnifiedMemoryManager executionMemory() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.testing.memory", Long.toString(TASK_BYTES))
            .set("spark.testing.reservedMemory", "0")
            .set("spark.memory.fraction", "1")
            .set("spark.memory.storageFraction", "0");
    return UnifiedMemoryManager.apply(conf, 1);
  }

  private void write(int batches) {
    for (int batch = 0; batch < batches; batch++) {
      numbers.allocateNew(BATCH_ROWS);
      for (int row = 0; row < BATCH_ROWS; row++) {
        numbers.set(row, random.nextLong());
      }
      root.setRowCount(BATCH_ROWS);
      writer.write(root);
    }
  }

  @Test
  void sparkKnowsWhatTheWriterHolds() {
    write(8);
    assertThat(manager.getMemoryConsumptionForThisTask())
        .isEqualTo(memory.getUsed())
        .isBetween(6 * BATCH_BYTES, 12 * BATCH_BYTES);
    writer.close();
    assertThat(manager.getMemoryConsumptionForThisTask()).isZero();
    assertThat(manager.cleanUpAllAllocatedMemory()).as("leak").isZero();
  }

  @Test
  void aFailedWriterLeaksNothing() {
    write(8);
    writer.abort();
    assertThat(manager.cleanUpAllAllocatedMemory()).as("leak").isZero();
  }

  @Test
  void anotherConsumerGetsAllMemoryAndTheWriterGoesOn() throws IOException {
    write(8);
    Other other = new Other(0);
    assertThat(other.acquireMemory(TASK_BYTES)).isEqualTo(TASK_BYTES);
    assertThat(memory.getUsed()).isZero();
    assertThat(writer.progress().rowGroupsClosedByMemory()).isEqualTo(1);

    write(8);
    writer.close();
    assertThat(memory.getUsed()).isZero();
    assertThat(writer.progress().rowGroupsClosedByMemory())
        .as("cut again, since there is no memory at all")
        .isGreaterThan(1);
    other.freeMemory(TASK_BYTES);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getRecordCount()).isEqualTo(16L * BATCH_ROWS);
    }
  }

  @Test
  void anotherThreadGetsNothingFromTheWriter() {
    write(8);
    long used = memory.getUsed();
    long granted =
        CompletableFuture.supplyAsync(() -> new Other(0).acquireMemory(TASK_BYTES)).join();
    assertThat(granted).isEqualTo(TASK_BYTES - used);
    assertThat(memory.getUsed()).isEqualTo(used).isPositive();
    assertThat(writer.progress().rowGroups()).isZero();
  }

  @Test
  void anotherConsumerSpillsForTheWriter() {
    Other other = new Other(TASK_BYTES);
    assertThat(other.acquireMemory(TASK_BYTES)).isEqualTo(TASK_BYTES);
    write(8);
    assertThat(other.getUsed()).isZero();
    assertThat(memory.getUsed()).isPositive();
    assertThat(writer.progress().rowGroupsClosedByMemory()).isZero();
  }

  /** Spills so many bytes when it is asked. */
  private final class Other extends MemoryConsumer {

    private long spillable;

    Other(long spillable) {
      super(manager, 1 << 20, MemoryMode.ON_HEAP);
      this.spillable = spillable;
    }

    @Override
    public long spill(long size, MemoryConsumer trigger) {
      long spilled = Math.min(spillable, getUsed());
      spillable -= spilled;
      freeMemory(spilled);
      return spilled;
    }
  }
}
