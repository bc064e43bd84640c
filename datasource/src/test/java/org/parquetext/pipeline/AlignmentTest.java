package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parquetext.options.WriteOptions;

/** Where row groups begin in files of a file system with blocks, and how large they are. */
class AlignmentTest {

  private static final long BLOCK_BYTES = 200_000;
  private static final int ROWS = 60_000;

  private final BufferAllocator allocator = new RootAllocator();
  private final MemoryFile file = new BlockFile();

  @AfterEach
  void freesAll() {
    allocator.close();
  }

  private List<BlockMetaData> write(MemoryFile output, int padding) throws IOException {
    WriteOptions options =
        TestWrites.options(
            "rowGroupSizeBytes",
            "150000",
            "pageSizeBytes",
            "4k",
            "parquet.writer.max-padding",
            String.valueOf(padding),
            "compression",
            "none");
    try (VectorSchemaRoot root = VectorSchemaRoot.create(TestWrites.SCHEMA, allocator);
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(output, TestWrites.SCHEMA).options(options).build()) {
      TestWrites.writeRows(writer, root, ROWS, 1000);
    }
    List<BlockMetaData> rowGroups;
    try (ParquetFileReader reader = output.open()) {
      rowGroups = reader.getFooter().getBlocks();
    }
    assertThat(rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(ROWS);
    assertThat(output.rows()).hasSize(ROWS);
    return rowGroups;
  }

  @Test
  void smallRestsOfABlockAreLeftEmpty() throws IOException {
    List<BlockMetaData> rowGroups = write(file, 60_000);
    assertThat(rowGroups).hasSizeGreaterThan(3);
    assertThat(rowGroups.subList(1, rowGroups.size()))
        .extracting(rowGroup -> rowGroup.getStartingPos() % BLOCK_BYTES)
        .containsOnly(0L);
  }

  @Test
  void largeRestsOfABlockGetASmallerRowGroup() throws IOException {
    List<BlockMetaData> rowGroups = write(file, 20_000);
    assertThat(rowGroups).hasSizeGreaterThan(4);
    assertThat(rowGroups.get(0).getTotalByteSize()).isGreaterThan(140_000);
    assertThat(rowGroups.get(1).getTotalByteSize()).isLessThan(70_000);
    assertThat(rowGroups.get(2).getStartingPos() % BLOCK_BYTES).isLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void rowGroupsDoNotDependOnTheThreads(int threads) {
    List<BlockFile> byOne = writeSeveral(1);
    List<BlockFile> bySeveral = writeSeveral(threads);

    assertThat(byOne).hasSizeGreaterThan(3);
    assertThat(bySeveral).hasSameSizeAs(byOne);
    for (int i = 0; i < byOne.size(); i++) {
      assertThat(bySeveral.get(i).bytes()).as("file %d", i).isEqualTo(byOne.get(i).bytes());
    }
  }

  private List<BlockFile> writeSeveral(int threads) {
    List<BlockFile> files = new ArrayList<>();
    WriteOptions options =
        TestWrites.options(
            "rowGroupSizeBytes", "150000",
            "pageSizeBytes", "4k",
            "targetFileSizeBytes", "400k",
            "parquet.writer.max-padding", "20000");
    EncoderRuntime runtime = EncoderRuntime.create(threads, 64 << 20);
    try (TestBatches batches = new TestBatches();
        ArrowParquetWriter writer =
            ArrowParquetWriter.builder(
                    () -> {
                      files.add(new BlockFile());
                      return files.get(files.size() - 1);
                    },
                    TestWrites.SCHEMA)
                .options(options)
                .runtime(runtime)
                .build()) {
      for (int i = 0; i < 150; i++) {
        writer.write(batches.next(1_000));
        if (i == 70) {
          writer.endFile();
        }
      }
    }
    return files;
  }

  /** A file of a file system with blocks. */
  private static final class BlockFile extends MemoryFile {

    @Override
    public boolean supportsBlockSize() {
      return true;
    }

    @Override
    public long defaultBlockSize() {
      return BLOCK_BYTES;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60_000})
  void withoutPaddingOrBlocksRowGroupsFollowEachOther(int padding) throws IOException {
    List<BlockMetaData> rowGroups = write(padding == 0 ? file : new MemoryFile(), padding);
    long end = 4;
    for (BlockMetaData rowGroup : rowGroups) {
      assertThat(rowGroup.getStartingPos()).isEqualTo(end);
      end += rowGroup.getCompressedSize();
    }
    assertThat(rowGroups.subList(0, rowGroups.size() - 1))
        .allMatch(rowGroup -> rowGroup.getTotalByteSize() > 140_000);
  }
}
