package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.level.NestedData;
import org.parquetext.level.NestedFields;
import org.parquetext.options.WriteOptions;

/** Random nested tables, batches, slices and options: parquet-java reads what was written. */
class RandomNestedWriteTest {

  private final BufferAllocator allocator = new RootAllocator();
  private final List<MemoryFile> files = new ArrayList<>();
  private final List<List<Object>> expected = new ArrayList<>();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @MethodSource("org.parquetext.buffer.Seeds#all")
  void readsWhatWasWritten(long seed) throws IOException {
    Random random = new Random(seed);
    List<ColumnKind> kinds = ColumnKinds.all();
    Schema schema = NestedFields.schema(random, kinds, 1 + random.nextInt(4), random.nextInt(5));
    WriteOptions options = options(schema, random);
    EncoderRuntime runtime =
        EncoderRuntime.create(1 + random.nextInt(4), 1L << (14 + random.nextInt(12)));
    String where = "seed " + seed + ", " + schema + ", " + options;

    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(TestWrites.files(files), schema)
            .options(options)
            .runtime(runtime)
            .build()) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        int rows = random.nextInt(random.nextInt(4) == 0 ? 3_000 : 500);
        try (NestedData data = NestedData.of(allocator, schema, kinds, rows, random)) {
          write(writer, data, random);
        }
      }
    }

    List<List<Object>> read = new ArrayList<>();
    for (MemoryFile file : files) {
      assertThat(file.isFinished()).as(where).isTrue();
      read.addAll(NestedFile.rows(file, schema));
    }
    assertThat(read).as(where).isEqualTo(expected);
    assertThat(runtime.bufferedBytes()).as(where).isZero();
  }

  private void write(ArrowParquetWriter writer, NestedData data, Random random) {
    int rows = data.rows().size();
    int from = random.nextInt(rows + 1);
    int to = from + random.nextInt(rows - from + 1);
    if (random.nextBoolean() || from == to) {
      writer.write(data.root());
      expected.addAll(data.rows());
      return;
    }
    try (VectorSchemaRoot slice = data.root().slice(from, to - from)) {
      writer.write(slice);
    }
    expected.addAll(data.rows().subList(from, to));
  }

  private static WriteOptions options(Schema schema, Random random) {
    WriteOptions.Builder options = WriteOptions.builder();
    if (random.nextBoolean()) {
      options.set("encoding", TestWrites.anyEncoding(schema, random));
    }
    options.set("writerVersion", random.nextBoolean() ? "v1" : "v2");
    options.set("dictionaryEnabled", String.valueOf(random.nextInt(4) > 0));
    options.set("pageSizeBytes", String.valueOf(64 << random.nextInt(12)));
    options.set("pageRowLimit", String.valueOf(1 + random.nextInt(1_000)));
    options.set("dictionaryPageSizeBytes", String.valueOf(64 << random.nextInt(12)));
    options.set("rowGroupSizeBytes", String.valueOf(4_096L << random.nextInt(12)));
    options.set("rowGroupMaxRows", String.valueOf(1_000 + random.nextInt(20_000)));
    options.set("verify", random.nextBoolean() ? "full" : "off");
    options.set("encoderParallelism", String.valueOf(random.nextInt(3)));
    if (random.nextInt(3) == 0) {
      options.set("maxRecordsPerFile", String.valueOf(500 + random.nextInt(5_000)));
    }
    return options.build();
  }
}
