package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;
import org.parquetext.pipeline.ColumnKind.Nullability;
import org.parquetext.pipeline.ColumnKind.Nulls;

/** The bytes depend on the input and the options only; the values on the rows only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeterminismTest {

  private static final List<ColumnKind> KINDS = ColumnKinds.all();
  private static final Schema SCHEMA = RandomBatch.schema(KINDS, Nullability.NULLABLE);

  /** Several row groups by bytes, and several files. */
  private static final WriteOptions OPTIONS = options("v1");

  private static WriteOptions options(String version) {
    return TestWrites.options(
        "rowGroupSizeBytes",
        "600k",
        "targetFileSizeBytes",
        "1m",
        "dictionaryPageSizeBytes",
        "10k",
        "pageSizeBytes",
        "20k",
        "bloomFilter",
        "true",
        "parquet.bloom.filter.adaptive.enabled",
        "true",
        "parquet.bloom.filter.max.bytes",
        "8k",
        "writerVersion",
        version);
  }

  private final BufferAllocator allocator = new RootAllocator();
  private final List<RandomBatch> batches = new ArrayList<>();
  private List<byte[]> alone;

  @BeforeAll
  void writesOnOneThread() {
    Random random = new Random(77);
    for (int i = 0; i < 8; i++) {
      batches.add(
          RandomBatch.of(allocator, SCHEMA, KINDS, Nulls.SOME, 1 + random.nextInt(4_000), random));
    }
    alone = bytes(write(1, 1 << 30, Integer.MAX_VALUE));
    assertThat(alone).hasSizeGreaterThan(2);
  }

  @AfterAll
  void freesAll() {
    batches.forEach(RandomBatch::close);
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 3", "3, 2", "8, 1", "8, 2", "8, 3"})
  void anyNumberOfThreadsWritesTheSameBytes(int threads, int round) {
    assertSameAsAlone(bytes(write(threads, 1 << 30, Integer.MAX_VALUE)), round);
  }

  /** Which encodings a chunk has depends on the values of its column only. */
  @ParameterizedTest
  @CsvSource({"2, 1", "8, 1", "8, 2"})
  void anyNumberOfThreadsMeasuresTheSameEncodings(int threads, int round) {
    WriteOptions measured = options("v2");
    List<byte[]> expected = bytes(write(measured, 1, 1 << 30, Integer.MAX_VALUE));
    assertThat(expected).hasSizeGreaterThan(2);
    assertSame(bytes(write(measured, threads, 1 << 30, Integer.MAX_VALUE)), expected, round);
  }

  /** Nothing waits for the encoding of a batch here: stretches of several are under way. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "2, 3", "8, 1", "8, 2", "8, 3"})
  void batchesThatAreHandedOverAreWrittenTheSame(int threads, int round) {
    List<MemoryFile> files = new ArrayList<>();
    try (ArrowParquetWriter writer = open(files, OPTIONS, threads, 1 << 30)) {
      for (RandomBatch batch : batches) {
        // The root outlives the writer, so nothing is freed too early.
        writer.write(new RootBatch(batch.root()));
      }
    }

    assertSameAsAlone(bytes(files), round);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_111})
  void anySlicingByTheCallerWritesTheSameRows(int sliceRows) throws IOException {
    assertRows(write(4, 1 << 30, sliceRows));
  }

  @Test
  void aSmallBudgetWritesTheSameRows() throws IOException {
    assertRows(write(4, 10_000, Integer.MAX_VALUE));
  }

  private List<MemoryFile> write(int threads, long budget, int sliceRows) {
    return write(OPTIONS, threads, budget, sliceRows);
  }

  private List<MemoryFile> write(WriteOptions options, int threads, long budget, int sliceRows) {
    List<MemoryFile> files = new ArrayList<>();
    try (ArrowParquetWriter writer = open(files, options, threads, budget)) {
      for (RandomBatch batch : batches) {
        if (sliceRows >= batch.rows().size()) {
          writer.write(batch.root());
        } else {
          writeSlices(writer, batch, sliceRows);
        }
      }
    }
    return files;
  }

  private static void writeSlices(ArrowParquetWriter writer, RandomBatch batch, int sliceRows) {
    int rows = batch.rows().size();
    for (int from = 0; from < rows; from += sliceRows) {
      try (VectorSchemaRoot slice = batch.root().slice(from, Math.min(sliceRows, rows - from))) {
        writer.write(slice);
      }
    }
  }

  private static ArrowParquetWriter open(
      List<MemoryFile> files, WriteOptions options, int threads, long budget) {
    return ArrowParquetWriter.builder(TestWrites.files(files), SCHEMA)
        .options(options)
        .runtime(EncoderRuntime.create(threads, budget))
        .build();
  }

  private void assertSameAsAlone(List<byte[]> bytes, int round) {
    assertSame(bytes, alone, round);
  }

  private static void assertSame(List<byte[]> bytes, List<byte[]> expected, int round) {
    assertThat(bytes).hasSameSizeAs(expected);
    for (int i = 0; i < bytes.size(); i++) {
      assertThat(Arrays.mismatch(bytes.get(i), expected.get(i)))
          .as("first byte that differs in file %d, round %d", i, round)
          .isEqualTo(-1);
    }
  }

  private void assertRows(List<MemoryFile> files) throws IOException {
    List<List<Object>> expected = new ArrayList<>();
    batches.forEach(batch -> expected.addAll(batch.rows()));
    List<List<Object>> actual = new ArrayList<>();
    for (MemoryFile file : files) {
      actual.addAll(file.rows());
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static List<byte[]> bytes(List<MemoryFile> files) {
    return files.stream().map(MemoryFile::bytes).toList();
  }
}
