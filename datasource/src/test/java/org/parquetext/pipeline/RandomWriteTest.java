package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.options.StatisticsLevel;
import org.parquetext.options.Verification;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** Random tables, batches, slices and options: parquet-java reads what was written. */
class RandomWriteTest {

  private static final String[] CODECS = {"none", "snappy", "gzip", "zstd", "lz4", "lz4_raw"};

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
    List<ColumnKind> kinds = new ArrayList<>(ColumnKinds.all());
    Collections.shuffle(kinds, random);
    kinds = kinds.subList(0, 1 + random.nextInt(8));
    Nullability nullability = pick(random, Nullability.values());
    Schema schema = RandomBatch.schema(kinds, nullability);
    WriteOptions options = options(schema, random);
    EncoderRuntime runtime =
        EncoderRuntime.create(1 + random.nextInt(4), 1L << (14 + random.nextInt(12)));
    String where = "seed " + seed + ", " + kinds + ", " + options;

    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(TestWrites.files(files), schema)
            .options(options)
            .runtime(runtime)
            .build()) {
      for (int i = random.nextInt(6); i >= 0; i--) {
        int rows = random.nextInt(random.nextInt(4) == 0 ? 20_000 : 2_000);
        Nulls nulls = pick(random, Nulls.values());
        try (RandomBatch batch = RandomBatch.of(allocator, schema, kinds, nulls, rows, random)) {
          write(writer, batch, random);
        }
      }
    }

    List<List<Object>> read = new ArrayList<>();
    for (MemoryFile file : files) {
      assertThat(file.isFinished()).as(where).isTrue();
      read.addAll(file.rows());
    }
    assertThat(read).as(where).isEqualTo(expected);
    assertThat(runtime.bufferedBytes()).as(where).isZero();
  }

  private void write(ArrowParquetWriter writer, RandomBatch batch, Random random) {
    int rows = batch.rows().size();
    int from = random.nextBoolean() ? 0 : random.nextInt(rows + 1);
    int to = random.nextBoolean() ? rows : from + random.nextInt(rows - from + 1);
    if (from < to) {
      try (VectorSchemaRoot slice = batch.root().slice(from, to - from)) {
        writer.write(slice);
      }
    } else {
      writer.write(batch.root());
      from = 0;
      to = rows;
    }
    expected.addAll(batch.rows().subList(from, to));
  }

  private static WriteOptions options(Schema schema, Random random) {
    WriteOptions.Builder options = WriteOptions.builder();
    options.set("compression", CODECS[random.nextInt(CODECS.length)]);
    if (random.nextBoolean()) {
      options.set("encoding", TestWrites.anyEncoding(schema, random));
    }
    options.set("writerVersion", random.nextBoolean() ? "v1" : "v2");
    options.set("dictionaryEnabled", String.valueOf(random.nextInt(4) > 0));
    options.set("statistics", pick(random, StatisticsLevel.values()).toString());
    options.set("pageSizeBytes", String.valueOf(64 << random.nextInt(12)));
    options.set("pageRowLimit", String.valueOf(1 + random.nextInt(5_000)));
    options.set("dictionaryPageSizeBytes", String.valueOf(64 << random.nextInt(12)));
    options.set("rowGroupSizeBytes", String.valueOf(4_096L << random.nextInt(12)));
    options.set("rowGroupMaxRows", String.valueOf(1_000 + random.nextInt(20_000)));
    options.set("bloomFilter", String.valueOf(random.nextInt(4) == 0));
    options.set("parquet.bloom.filter.max.bytes", String.valueOf(32 << random.nextInt(12)));
    options.set("verify", pick(random, Verification.values()).toString());
    options.set("encoderParallelism", String.valueOf(random.nextInt(3)));
    if (random.nextInt(3) == 0) {
      options.set("maxRecordsPerFile", String.valueOf(500 + random.nextInt(5_000)));
    }
    if (random.nextInt(3) == 0) {
      options.set("targetFileSizeBytes", String.valueOf(10_000L << random.nextInt(8)));
    }
    return options.build();
  }

  private static <T> T pick(Random random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
