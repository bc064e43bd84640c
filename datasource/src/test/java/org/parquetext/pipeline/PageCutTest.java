package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** Where pages end depends on the rows, not on the batches in which they come. */
class PageCutTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void batchesOfAnySizeMakeTheSameFile(long seed) {
    Random random = new Random(seed);
    List<ColumnKind> kinds =
        List.of(
            ColumnKinds.named("utf8"),
            ColumnKinds.named("binary"),
            ColumnKinds.named("int32"),
            ColumnKinds.named("bool"));
    Schema schema = RandomBatch.schema(kinds, Nullability.NULLABLE);
    WriteOptions options =
        TestWrites.options("pageSizeBytes", String.valueOf(400 + random.nextInt(2000)));
    try (BufferAllocator allocator = new RootAllocator();
        RandomBatch batch = RandomBatch.of(allocator, schema, kinds, Nulls.SOME, 2500, random)) {
      byte[] whole = written(batch.root(), options, 2500);
      for (int rows : new int[] {1, 1 + random.nextInt(50), 1 + random.nextInt(1000)}) {
        assertThat(written(batch.root(), options, rows))
            .as("batches of %d rows, seed %d", rows, seed)
            .isEqualTo(whole);
      }
    }
  }

  private static byte[] written(VectorSchemaRoot root, WriteOptions options, int batchRows) {
    MemoryFile file = new MemoryFile();
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, root.getSchema()).options(options).build()) {
      for (int from = 0; from < root.getRowCount(); from += batchRows) {
        int rows = Math.min(batchRows, root.getRowCount() - from);
        try (VectorSchemaRoot slice = root.slice(from, rows)) {
          writer.write(slice);
        }
      }
    }
    return file.bytes();
  }
}
