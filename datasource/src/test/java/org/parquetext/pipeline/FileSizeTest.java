package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;

/** Files have their target size within 5 %, however their rows compress. */
class FileSizeTest {

  private static final double TOLERANCE = 0.05;

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "FLAT, snappy, 1m, 128m, v1",
    "FLAT, zstd, 1m, 128m, v1",
    "FLAT, snappy, 4m, 1m, v1",
    "FLAT, zstd, 3m, 128m, v1",
    "FLAT, none, 8m, 128m, v1",
    "FLAT, zstd, 2m, 128m, v2",
    "WIDE, snappy, 4m, 128m, v1",
    "WIDE, zstd, 2m, 1m, v1",
    "NESTED, snappy, 2m, 128m, v1",
    "NESTED, zstd, 1m, 128m, v1",
    "NESTED, zstd, 2m, 500k, v2"
  })
  void allButTheLastHaveTheirTarget(
      UnevenRows.Shape shape, String codec, String target, String rowGroup, String version) {
    WriteOptions options =
        TestWrites.options(
            "targetFileSizeBytes",
            target,
            "compression",
            codec,
            "rowGroupSizeBytes",
            rowGroup,
            "writerVersion",
            version);
    assertTargets(write(shape, options), options.targetFileSizeBytes());
  }

  @Test
  void bloomFiltersCount() {
    WriteOptions options =
        TestWrites.options(
            "targetFileSizeBytes",
            "4m",
            "bloomFilter",
            "true",
            "parquet.bloom.filter.max.bytes",
            "128k");
    assertTargets(write(UnevenRows.Shape.FLAT, options), options.targetFileSizeBytes());
  }

  @Test
  void rowGroupsThatEndByTheirRowsCount() {
    WriteOptions options =
        TestWrites.options("targetFileSizeBytes", "2m", "rowGroupMaxRows", "3000");
    assertTargets(write(UnevenRows.Shape.FLAT, options), options.targetFileSizeBytes());
  }

  /** The remainder is too small for a file, or it is one: both happen. */
  @ParameterizedTest
  @ValueSource(strings = {"128m", "10k"})
  void aSmallRemainderJoinsTheLastFile(String rowGroup) {
    WriteOptions options =
        TestWrites.options(
            "targetFileSizeBytes",
            "1m",
            "compression",
            "none",
            "pageSizeBytes",
            "8k",
            "rowGroupSizeBytes",
            rowGroup);
    List<Integer> files = new ArrayList<>();
    for (int rows = 120_000; rows <= 136_000; rows += 2_000) {
      List<WrittenFile> written = write(UnevenRows.Shape.NOISE, options, rows);
      files.add(written.size());
      assertTargets(written, options.targetFileSizeBytes());
      assertThat(written.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(rows);
    }
    assertThat(files).contains(2, 3);
  }

  @Test
  void aRemainderJoinsOnlyWhereTheRowsAllow() {
    WriteOptions options =
        TestWrites.options(
            "targetFileSizeBytes", "1m", "compression", "none", "maxRecordsPerFile", "65000");
    int first = (int) write(UnevenRows.Shape.NOISE, options, 100_000).get(0).rows();
    assertThat(first).isBetween(62_300, 64_999);

    List<WrittenFile> written = write(UnevenRows.Shape.NOISE, options, 65_001);
    assertThat(written)
        .extracting(WrittenFile::rows)
        .containsExactly((long) first, 65_001L - first);
    assertThat(write(UnevenRows.Shape.NOISE, options, 65_000)).hasSize(1);
  }

  /** Else every row would have a file of its own. */
  @Test
  void aTargetBelowTheFooterStillHasRowsOfHalfItsBytes() {
    WriteOptions options = TestWrites.options("targetFileSizeBytes", "10k");
    List<WrittenFile> files = write(UnevenRows.Shape.WIDE, options, 4_000);

    assertThat(files).hasSizeBetween(100, 4_000 * 100 * Long.BYTES / 5_000);
    assertThat(files.subList(0, files.size() - 1))
        .allMatch(file -> file.rows() >= 5_000 / (100 * Long.BYTES + 100))
        .allMatch(file -> file.rowGroupRows().length == 1);
  }

  @ParameterizedTest
  @CsvSource({"FLAT, zstd, 1m", "WIDE, snappy, 2m", "NESTED, snappy, 1m"})
  void theyEndAtTheSameRowsWhateverThreadsThereAre(
      UnevenRows.Shape shape, String codec, String target) {
    WriteOptions options = TestWrites.options("targetFileSizeBytes", target, "compression", codec);
    List<byte[]> alone = handOver(shape, options, 1);
    assertThat(alone).hasSizeGreaterThan(2);
    for (int threads : new int[] {2, 8}) {
      assertThat(handOver(shape, options, threads))
          .as("%d threads", threads)
          .usingElementComparator(Arrays::compare)
          .isEqualTo(alone);
    }
  }

  /** Nothing waits for the encoding of a batch here. */
  private List<byte[]> handOver(UnevenRows.Shape shape, WriteOptions options, int threads) {
    List<MemoryFile> files = new ArrayList<>();
    List<VectorSchemaRoot> roots = new ArrayList<>();
    try (ArrowParquetWriter writer =
        ArrowParquetWriter.builder(TestWrites.files(files), shape.schema())
            .options(options)
            .runtime(EncoderRuntime.create(threads, 1 << 30))
            .build()) {
      for (int first = 0; first < shape.rows(); first += UnevenRows.BATCH) {
        VectorSchemaRoot root = VectorSchemaRoot.create(shape.schema(), allocator);
        roots.add(root);
        UnevenRows.fill(root, first, UnevenRows.BATCH);
        writer.write(new RootBatch(root));
      }
    } finally {
      roots.forEach(VectorSchemaRoot::close);
    }
    return files.stream().map(MemoryFile::bytes).toList();
  }

  private static void assertTargets(List<WrittenFile> files, long target) {
    assertThat(files).hasSizeGreaterThan(1);
    for (WrittenFile file : files) {
      assertThat((double) file.bytes() / target)
          .as("bytes of %s by target, row groups %s", file.path(), file.rowGroupBytes())
          .isBetween(
              file == files.get(files.size() - 1) ? TOLERANCE : 1 - TOLERANCE, 1 + TOLERANCE);
    }
    for (WrittenFile file : files.subList(0, files.size() - 1)) {
      assertThat(file.closedBy()).isEqualTo(CloseReason.SIZE);
    }
  }

  private List<WrittenFile> write(UnevenRows.Shape shape, WriteOptions options) {
    return write(shape, options, shape.rows());
  }

  private List<WrittenFile> write(UnevenRows.Shape shape, WriteOptions options, int rows) {
    List<MemoryFile> files = new ArrayList<>();
    ArrowParquetWriter writer =
        ArrowParquetWriter.builder(TestWrites.files(files), shape.schema())
            .options(options)
            .runtime(EncoderRuntime.create(2, 256 << 20))
            .build();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(shape.schema(), allocator)) {
      for (int first = 0; first < rows; first += UnevenRows.BATCH) {
        UnevenRows.fill(root, first, Math.min(UnevenRows.BATCH, rows - first));
        writer.write(root);
      }
      writer.close();
    }
    List<WrittenFile> written = writer.files();
    for (int i = 0; i < files.size(); i++) {
      assertThat(files.get(i).getLength()).isEqualTo(written.get(i).bytes());
    }
    assertThat(written.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(rows);
    return written;
  }
}
