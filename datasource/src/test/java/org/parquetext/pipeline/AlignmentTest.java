package org.parquetext.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
  private final MemoryFile file =
      new MemoryFile() {
        @Override
        public boolean supportsBlockSize() {
          return true;
        }

        @Override
        public long defaultBlockSize() {
          return BLOCK_BYTES;
        }
      };

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
