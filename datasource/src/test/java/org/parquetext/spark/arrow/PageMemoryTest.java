package org.parquetext.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.parquetext.pipeline.ColumnBatch;

/** Many {@link RowPages} that share their memory and columns. */
class PageMemoryTest extends RowPagesFixture {

  private static final int FIELDS = 200;
  private static final int MANY = 100;
  private static final long MAX_BYTES = 4 << 20;

  private static final StructType SCHEMA =
      StructType.fromDDL(
          String.join(", ", IntStream.range(0, FIELDS).mapToObj(i -> "c" + i + " long").toList()));

  /** Of its usual pages. */
  private static final long STANDARD = RowPage.standardBytes(new RowLayout(FIELDS));

  private static List<UnsafeRow> rows(int count) {
    List<InternalRow> rows = new ArrayList<>();
    for (long row = 0; row < count; row++) {
      Object[] values = new Object[FIELDS];
      java.util.Arrays.fill(values, row);
      rows.add(new GenericInternalRow(values));
    }
    return unsafe(SCHEMA, rows);
  }

  private RowColumns columns() {
    return new RowColumns(SCHEMA, IntStream.range(0, FIELDS).toArray(), allocator, Rebase.NONE);
  }

  @Test
  void thePagesOfManyAreSmallAndThoseOfOneAreNot() {
    PageMemory memory = new PageMemory(FIELDS, MAX_BYTES);
    List<UnsafeRow> rows = rows(1_024);
    try (RowColumns columns = columns()) {
      List<RowPages> open = new ArrayList<>();
      long held = 0;
      for (int i = 0; i < MANY; i++) {
        RowPages pages = new RowPages(columns, memory);
        open.add(pages);
        pages.add(rows.get(0));
        ColumnBatch page = pages.take();
        held += page.bytes();
        page.close();
      }
      assertThat(STANDARD * MANY).as("pages of the usual size").isGreaterThan(30 * MAX_BYTES);
      assertThat(held).isBetween(MAX_BYTES, 7 * MAX_BYTES);
      List<ColumnBatch> small = batches(open.get(0), rows);
      assertThat(small).hasSizeGreaterThan(20);
      assertThat(column(small, 7)).isEqualTo(rows.stream().map(row -> row.getLong(7)).toList());
      close(small);

      open.subList(1, MANY).forEach(RowPages::close);
      List<ColumnBatch> large = batches(open.get(0), rows);
      assertThat(large).hasSize(1);
      close(large);
      open.get(0).close();
    }
  }

  @Test
  void aColumnInTheMakingIsTheOnlyOneThatTakesMemory() {
    PageMemory memory = new PageMemory(FIELDS, MAX_BYTES);
    List<UnsafeRow> rows = rows(10);
    try (RowColumns columns = columns()) {
      List<RowPages> open = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        RowPages pages = new RowPages(columns, memory);
        open.add(pages);
        rows.forEach(pages::add);
        ColumnBatch page = pages.take();
        page.column(0);
        page.release(0);
        page.close();
      }
      long once = allocator.getAllocatedMemory();
      assertThat(once).isBetween(1L, 64L << 10);

      open.forEach(pages -> pages.add(rows.get(0)));
      List<ColumnBatch> batches = open.stream().map(RowPages::take).toList();
      batches.forEach(batch -> batch.column(0));
      assertThat(allocator.getAllocatedMemory()).as("all at a time").isEqualTo(MANY * once);
      close(batches);
      open.forEach(RowPages::close);
    }
  }

  @Test
  void rowsKeepTheNumbersThatTheyCameWith() {
    RowLayout layout = new RowLayout(1);
    byte[] row = new byte[layout.fixedBytes()];
    RowPage page = RowPage.of(layout, 1 << 10);
    long[] numbers = {5, 6, 7, 100, 101, 3};
    for (int round = 0; round < 2; round++) {
      page.restart();
      for (long number : numbers) {
        page.append(row, RowLayout.nullWord(0), row.length, number);
      }
      for (int i = 0; i < numbers.length; i++) {
        assertThat(page.rowNumber(i)).isEqualTo(numbers[i]);
      }
    }
  }
}
