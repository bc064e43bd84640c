package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** What is written of each Arrow type is what parquet-java reads. */
class RoundTripTest {

  private static final int ROWS = 3_000;

  private final BufferAllocator allocator = new RootAllocator();
  private final EncoderRuntime runtime = EncoderRuntime.create(2, 64 << 20);

  @AfterEach
  void freesAll() {
    assertThat(runtime.bufferedBytes()).isZero();
    allocator.close();
  }

  static Stream<ColumnKind> kinds() {
    return ColumnKinds.all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void notNullColumn(ColumnKind kind) throws IOException {
    assertRoundTrip(kind, Nullability.NOT_NULL, Nulls.NONE);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nullableColumnWithoutNulls(ColumnKind kind) throws IOException {
    assertRoundTrip(kind, Nullability.NULLABLE, Nulls.NONE);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void columnWithNullsThatOwnBytes(ColumnKind kind) throws IOException {
    assertRoundTrip(kind, Nullability.NULLABLE, Nulls.SOME);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void columnOfNulls(ColumnKind kind) throws IOException {
    assertRoundTrip(kind, Nullability.NULLABLE, Nulls.ALL);
  }

  private void assertRoundTrip(ColumnKind kind, Nullability nullability, Nulls nulls)
      throws IOException {
    // Row groups and pages of odd sizes, so that stretches start at any bit.
    WriteOptions options =
        WriteOptions.builder().set("rowGroupMaxRows", "1333").set("pageRowLimit", "301").build();
    List<ColumnKind> kinds = List.of(kind);
    Schema schema = RandomBatch.schema(kinds, nullability);
    MemoryFile file = new MemoryFile();
    try (RandomBatch batch = RandomBatch.of(allocator, schema, kinds, nulls, ROWS, new Random(7))) {
      try (ArrowParquetWriter writer =
          ArrowParquetWriter.builder(file, schema).options(options).runtime(runtime).build()) {
        writer.write(batch.root());
      }
      assertThat(file.rows()).isEqualTo(batch.rows());
    }
  }
}
