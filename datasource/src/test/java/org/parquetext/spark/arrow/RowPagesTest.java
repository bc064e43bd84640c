package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.parquetext.WriteException;
import org.parquetext.pipeline.ColumnBatch;

/** Pages: their limits, their order, their reuse, their errors. */
class RowPagesTest extends RowPagesFixture {

  private static final StructType INTS = StructType.fromDDL("i int");
  private static final StructType REQUIRED_INTS =
      new StructType().add("x", DataTypes.IntegerType, false);
  private static final StructType STRINGS = StructType.fromDDL("s string, i int");

  private static List<UnsafeRow> ints(int count) {
    List<InternalRow> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(new GenericInternalRow(new Object[] {row}));
    }
    return unsafe(INTS, rows);
  }

  private static List<UnsafeRow> strings(int... lengths) {
    List<InternalRow> rows = new ArrayList<>();
    for (int length : lengths) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (i + length);
      }
      rows.add(new GenericInternalRow(new Object[] {UTF8String.fromBytes(bytes), length}));
    }
    return unsafe(STRINGS, rows);
  }

  private static Stream<Integer> rowCounts(List<ColumnBatch> batches) {
    return batches.stream().map(ColumnBatch::rows);
  }

  @Test
  void aPageHolds1024Rows() {
    try (RowPages pages = new RowPages(INTS, allocator)) {
      List<ColumnBatch> batches = batches(pages, ints(2500));

      assertThat(rowCounts(batches)).containsExactly(1024, 1024, 452);
      assertThat(column(batches, 0)).isEqualTo(IntStream.range(0, 2500).boxed().toList());
      close(batches);
    }
  }

  @Test
  void aPageHoldsAtMost256KiBOfRows() {
    int[] lengths = IntStream.generate(() -> 10_000).limit(100).toArray();
    try (RowPages pages = new RowPages(STRINGS, allocator)) {
      List<ColumnBatch> batches = batches(pages, strings(lengths));

      assertThat(rowCounts(batches)).containsExactly(26, 26, 26, 22);
      assertThat(batches)
          .allSatisfy(batch -> assertThat(batch.bytes()).isBetween(256L << 10, 270L << 10));
      close(batches);
    }
  }

  @Test
  void aRowLargerThanAPageIsABatchOfItsOwn() {
    List<UnsafeRow> rows = strings(5, 0, 1 << 20, 7, 300, 1 << 18, 1 << 19, 3);
    try (RowPages pages = new RowPages(STRINGS, allocator)) {
      List<ColumnBatch> batches = batches(pages, rows);

      assertThat(rowCounts(batches)).containsExactly(2, 1, 2, 1, 1, 1);
      assertThat(column(batches, 0)).isEqualTo(ColumnValues.of(rows, 0, DataTypes.StringType));
      assertThat(column(batches, 1)).isEqualTo(ColumnValues.of(rows, 1, DataTypes.IntegerType));
      close(batches);
    }
  }

  @Test
  void largePagesAreGivenBackAndTheirStringsTakeNoOtherMemory() {
    try (RowPages pages = new RowPages(STRINGS, allocator)) {
      List<ColumnBatch> batches = batches(pages, strings(5, 20 << 20, 7));
      batches.get(1).column(0);
      long atLargeRow = allocator.getAllocatedMemory();
      batches.get(2).column(0);
      assertThat(batches.get(1).bytes()).isGreaterThan(20 << 20);
      close(batches);

      assertThat(atLargeRow).isLessThan(1 << 20);
      List<ColumnBatch> next = batches(pages, strings(200_000, 200_000, 200_000));
      assertThat(next)
          .hasSize(3)
          .allSatisfy(batch -> assertThat(batch.bytes()).isLessThan(300 << 10));
      close(next);
    }
  }

  @Test
  void closedBatchesGiveTheirPagesBack() {
    List<UnsafeRow> rows = ints(1024);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (RowPages pages = new RowPages(INTS, allocator)) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int page = 0; page < 200; page++) {
        close(batches(pages, rows));
      }

      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10 << 20);
    }
  }

  @Test
  void aPageUsedAgainRemembersNoNulls() {
    try (RowPages pages = new RowPages(REQUIRED_INTS, allocator)) {
      List<ColumnBatch> first =
          batches(pages, Collections.nCopies(1024, new GenericInternalRow(1)));
      assertThatThrownBy(() -> first.get(0).column(0).values()).isInstanceOf(WriteException.class);
      close(first);
      List<ColumnBatch> second = batches(pages, ints(1000));

      assertThat(column(second, 0)).isEqualTo(IntStream.range(0, 1000).boxed().toList());
      close(second);
    }
  }

  @Test
  void aBatchClosedTwiceGivesItsPageBackOnce() {
    List<UnsafeRow> rows = ints(2048);
    try (RowPages pages = new RowPages(INTS, allocator)) {
      ColumnBatch first = batches(pages, rows.subList(0, 10)).get(0);
      first.close();
      first.close();
      List<ColumnBatch> two = batches(pages, rows);

      assertThat(column(two, 0)).isEqualTo(IntStream.range(0, 2048).boxed().toList());
      close(two);
    }
  }

  @Test
  void validityBitsBehindTheLastRowAreZero() {
    List<UnsafeRow> rows = new ArrayList<>(ints(70));
    try (RowPages pages = new RowPages(INTS, allocator)) {
      List<ColumnBatch> full = batches(pages, rows);
      assertThat(full.get(0).column(0).values().getValidityBuffer().getLong(8)).isEqualTo(0b111111);
      rows.set(65, unsafe(INTS, List.of(new GenericInternalRow(1))).get(0));
      List<ColumnBatch> withNull = batches(pages, rows);

      assertThat(withNull.get(0).column(0).values().getValidityBuffer().getLong(8))
          .isEqualTo(0b111101);
      close(full);
      close(withNull);
    }
  }

  @Test
  void aColumnCanBeProducedAgainAfterOtherBatches() {
    try (RowPages pages = new RowPages(INTS, allocator)) {
      List<ColumnBatch> batches = batches(pages, ints(1500));
      batches.get(1).column(0);

      assertThat(ColumnValues.of(batches.get(0).column(0)))
          .isEqualTo(IntStream.range(0, 1024).boxed().toList());
      close(batches);
    }
  }

  @Test
  void columnsAreProducedByOneThreadEach() throws Exception {
    StructType schema = RandomRows.allTypes();
    List<UnsafeRow> rows = unsafe(schema, new RandomRows(7).rows(schema, 3000));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (RowPages pages = new RowPages(schema, allocator)) {
      List<ColumnBatch> batches = batches(pages, rows);
      List<Future<List<Object>>> columns = new ArrayList<>();
      for (int index = 0; index < schema.size(); index++) {
        int column = index;
        columns.add(threads.submit(() -> column(batches, column)));
      }

      for (int index = 0; index < schema.size(); index++) {
        assertThat(columns.get(index).get())
            .isEqualTo(ColumnValues.of(rows, index, schema.fields()[index].dataType()));
      }
      close(batches);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aNullInARequiredColumnFailsNamingColumnAndRow() {
    List<UnsafeRow> rows = new ArrayList<>(ints(2000));
    rows.set(1500, unsafe(INTS, List.of(new GenericInternalRow(1))).get(0));
    try (RowPages pages = new RowPages(REQUIRED_INTS, allocator)) {
      List<ColumnBatch> batches = batches(pages, rows);
      batches.get(0).column(0);

      assertThatThrownBy(() -> batches.get(1).column(0).values())
          .isInstanceOf(WriteException.class)
          .hasMessage(
              "Cannot write column `x`: row 1501 is null, but the column is declared NOT NULL;"
                  + " declare it nullable or replace its nulls (rows count from 1 in each task)");
      close(batches);
    }
  }

  @Test
  void aNullInARequiredColumnThatIsNotWrittenIsNoError() {
    StructType schema =
        new StructType().add("p", DataTypes.IntegerType, false).add("i", DataTypes.IntegerType);
    try (RowPages pages = new RowPages(schema, new int[] {1}, allocator, Rebase.NONE)) {
      List<ColumnBatch> batches =
          batches(pages, List.of(new GenericInternalRow(new Object[] {null, 3})));

      assertThat(column(batches, 0)).containsExactly(3);
      close(batches);
    }
  }

  @Test
  void rowsWithoutColumnsToWriteAreCounted() {
    try (RowPages pages = new RowPages(INTS, new int[0], allocator, Rebase.NONE)) {
      List<ColumnBatch> batches = batches(pages, ints(1030));

      assertThat(rowCounts(batches)).containsExactly(1024, 6);
      assertThat(pages.arrowSchema().getFields()).isEmpty();
      close(batches);
    }
  }

  @Test
  void rowsWithoutAnyColumnAreCounted() {
    try (RowPages pages = new RowPages(new StructType(), allocator)) {
      List<ColumnBatch> batches = batches(pages, Collections.nCopies(1030, new UnsafeRow(0)));

      assertThat(rowCounts(batches)).containsExactly(1024, 6);
      close(batches);
    }
  }

  @Test
  void anUnsafeRowOfAnotherWidthIsRefused() {
    try (RowPages pages = new RowPages(STRINGS, allocator)) {
      UnsafeRow narrow = ints(1).get(0);

      assertThatThrownBy(() -> pages.add(narrow))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot write a row of 1 fields: the schema has 2 columns");
      assertThat(pages.rows()).isZero();
    }
  }

  @Test
  void aRowTooLargeForAnArrayIsRefused() {
    UnsafeRow huge = new UnsafeRow(1);
    huge.pointTo(null, 0, Integer.MAX_VALUE - 15);
    try (RowPages pages = new RowPages(INTS, allocator)) {
      pages.add(ints(1).get(0));

      assertThatThrownBy(() -> pages.add(huge))
          .isInstanceOf(WriteException.class)
          .hasMessageStartingWith("Cannot write row 2: it takes 2147483632 bytes, more than");
      assertThat(pages.rows()).isEqualTo(1);
    }
  }

  @Test
  void fullPagesHaveToBeTakenBeforeMoreRows() {
    List<UnsafeRow> rows = ints(3000);
    try (RowPages pages = new RowPages(INTS, allocator)) {
      rows.subList(0, 2048).forEach(pages::add);

      assertThatThrownBy(() -> pages.add(rows.get(2048)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("take");
      assertThat(pages.rows()).isEqualTo(2048);
    }
  }

  @Test
  void takingWithoutRowsIsRefused() {
    try (RowPages pages = new RowPages(INTS, allocator)) {
      assertThat(pages.isFull()).isFalse();
      assertThatThrownBy(pages::take).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void vectorsAreAllocatedAtFirstUseAndFreedByClose() {
    RowPages pages = new RowPages(STRINGS, allocator);
    List<ColumnBatch> batches = batches(pages, strings(1, 2, 3));
    assertThat(allocator.getAllocatedMemory()).isZero();
    batches.get(0).column(1);
    assertThat(allocator.getAllocatedMemory()).isPositive();

    pages.close();
    close(batches);

    assertThat(allocator.getAllocatedMemory()).isZero();
  }
}
