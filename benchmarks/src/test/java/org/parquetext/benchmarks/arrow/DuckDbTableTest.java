package org.parquetext.benchmarks.arrow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parquetext.benchmarks.arrow.SimpleBatches.Cardinality;
import org.parquetext.options.Codec;
import org.parquetext.options.Compression;

class DuckDbTableTest {

  private static final int COLUMNS = 2;
  private static final int ROWS = 70_000;

  @TempDir Path folder;
  private BufferAllocator allocator;
  private ArrowTable table;
  private DuckDbTable copy;

  @BeforeEach
  void copyTable() throws Exception {
    allocator = new RootAllocator();
    table = SimpleBatches.generate(allocator, COLUMNS, ROWS, Cardinality.HIGH);
    copy = DuckDbTable.copyOf(table);
  }

  @AfterEach
  void close() throws Exception {
    copy.close();
    table.close();
    allocator.close();
  }

  @Test
  void acceptsTheSameRows() throws Exception {
    write(table);

    assertThatCode(() -> copy.requireSameRows(folder, "writer")).doesNotThrowAnyException();
  }

  @Test
  void findsAValueThatDiffers() throws Exception {
    ((BigIntVector) table.batches().get(1).getVector(0)).set(3, 1);
    write(table);

    assertThatThrownBy(() -> copy.requireSameRows(folder, "writer"))
        .hasMessage("writer wrote 1 rows that differ from the table's");
  }

  @Test
  void findsMissingRows() throws Exception {
    table.batches().get(1).setRowCount(ROWS - ArrowTable.BATCH_ROWS - 2);
    write(table);

    assertThatThrownBy(() -> copy.requireSameRows(folder, "writer"))
        .hasMessage("writer wrote 2 rows that differ from the table's");
  }

  private void write(ArrowTable rows) throws Exception {
    new ParquetJavaWriter(rows, Compression.of(Codec.SNAPPY)).write(folder);
  }
}
