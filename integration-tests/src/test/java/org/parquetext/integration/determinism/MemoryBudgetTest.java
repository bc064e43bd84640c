package org.parquetext.integration.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.integration.fixture.Footer;
import org.parquetext.pipeline.ArrowParquetWriter;
import org.parquetext.pipeline.EncoderRuntime;

/** A budget smaller than a row group cuts row groups, and neither loses rows nor waits for ever. */
class MemoryBudgetTest {
  private static final int THREADS = 4;
  private static final int BATCHES = 60;
  private static final int BATCH_ROWS = 5_000;

  /** More than a batch of these rows needs, and nine columns with dictionaries to encode it. */
  private static final long BATCH_BYTES = 4 << 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 1 << 20, 4 << 20})
  void everyRowIsWrittenWithinTheBudget(long budget, @TempDir Path directory) throws Exception {
    EncoderRuntime runtime = EncoderRuntime.create(THREADS, budget);
    Path file = directory.resolve("table.parquet");
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = MixedBatches.open(allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(new LocalOutputFile(file), root.getSchema())
                .runtime(runtime)
                .build()) {
      for (int batch = 0; batch < BATCHES; batch++) {
        MixedBatches.fill(root, batch, BATCH_ROWS);
        writer.write(root);
      }
    }
    Footer footer = Footer.read(file);
    assertThat(footer.raw().getNum_rows()).isEqualTo((long) BATCHES * BATCH_ROWS);
    assertThat(footer.rowGroups()).hasSizeGreaterThan(1);
    assertThat(runtime.bufferedBytes()).isZero();
    assertThat(runtime.peakBufferedBytes()).isLessThanOrEqualTo(budget + BATCH_BYTES);
  }
}
