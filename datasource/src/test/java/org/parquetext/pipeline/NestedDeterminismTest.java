package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parquetext.level.NestedData;
import org.parquetext.level.NestedFields;
import org.parquetext.options.WriteOptions;

/** The bytes of nested tables depend on the input and the options only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NestedDeterminismTest {

  private static final List<ColumnKind> KINDS = ColumnKinds.all();

  /** Several row groups, and many pages in each. */
  private static final WriteOptions OPTIONS =
      TestWrites.options("rowGroupSizeBytes", "400k", "pageSizeBytes", "10k");

  private final BufferAllocator allocator = new RootAllocator();
  private final List<NestedData> batches = new ArrayList<>();
  private Schema schema;
  private byte[] alone;

  @BeforeAll
  void writesOnOneThread() {
    Random random = new Random(78);
    schema = NestedFields.schema(random, KINDS, 12, 3);
    for (int i = 0; i < 6; i++) {
      batches.add(NestedData.of(allocator, schema, KINDS, 1 + random.nextInt(2_000), random));
    }
    alone = write(1);
  }

  @AfterAll
  void freesAll() {
    batches.forEach(NestedData::close);
    allocator.close();
  }

  @Test
  void thereIsWorkForSeveralThreads() throws Exception {
    MemoryFile file = new MemoryFile();
    write(1, file);

    try (var reader = file.open()) {
      assertThat(reader.getRowGroups()).hasSizeGreaterThan(2);
      assertThat(reader.getRowGroups().get(0).getColumns()).hasSizeGreaterThan(12);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "8, 1", "8, 2"})
  void anyNumberOfThreadsWritesTheSameBytes(int threads, int round) {
    assertThat(write(threads)).as("round %d", round).isEqualTo(alone);
  }

  private byte[] write(int threads) {
    MemoryFile file = new MemoryFile();
    write(threads, file);
    return file.bytes();
  }

  private void write(int threads, MemoryFile file) {
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(file, schema)
            .options(OPTIONS)
            .runtime(EncoderRuntime.create(threads, 1 << 30))
            .build()) {
      batches.forEach(batch -> writer.write(batch.root()));
    }
  }
}
