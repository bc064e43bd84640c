package org.parquetext.benchmarks.arrow;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.util.ArrowUtils;
import org.parquetext.benchmarks.table.LineitemTable;

/**
 * The TPC-H table {@code lineitem} (specification 3.0, section 1.4.1) as Arrow batches, generated
 * by {@code io.trino.tpch}: the same columns and rows as {@link LineitemTable} gives Spark.
 */
final class LineitemBatches {

  private static final long HUNDREDTHS = 100;

  private static final Schema SCHEMA =
      ArrowUtils.toArrowSchema(LineitemTable.schema(), "UTC", true, false);

  private final VectorSchemaRoot batch;

  private LineitemBatches(VectorSchemaRoot batch) {
    this.batch = batch;
  }

  /**
   * Generates a table, to be closed by the caller.
   *
   * @param scale the TPC-H scale factor; 1 is about six million rows
   */
  static ArrowTable generate(BufferAllocator allocator, double scale) {
    if (!(scale > 0)) {
      throw new IllegalArgumentException(
          "Cannot generate lineitem: scale " + scale + " is not > 0");
    }
    ArrowTable table = new ArrowTable(allocator, SCHEMA);
    Iterator<LineItem> items = new LineItemGenerator(scale, 1, 1).iterator();
    while (items.hasNext()) {
      new LineitemBatches(table.newBatch()).fill(items);
    }
    return table;
  }

  private void fill(Iterator<LineItem> items) {
    int row = 0;
    while (row < ArrowTable.BATCH_ROWS && items.hasNext()) {
      set(row++, items.next());
    }
    batch.setRowCount(row);
  }

  private void set(int row, LineItem item) {
    setLong(0, row, item.getOrderKey());
    setLong(1, row, item.getPartKey());
    setLong(2, row, item.getSupplierKey());
    ((IntVector) batch.getVector(3)).setSafe(row, item.getLineNumber());
    setMoney(4, row, item.getQuantity() * HUNDREDTHS);
    setMoney(5, row, item.getExtendedPriceInCents());
    setMoney(6, row, item.getDiscountPercent());
    setMoney(7, row, item.getTaxPercent());
    setString(8, row, item.getReturnFlag());
    setString(9, row, item.getStatus());
    setDate(10, row, item.getShipDate());
    setDate(11, row, item.getCommitDate());
    setDate(12, row, item.getReceiptDate());
    setString(13, row, item.getShipInstructions());
    setString(14, row, item.getShipMode());
    setString(15, row, item.getComment());
  }

  private void setLong(int column, int row, long value) {
    ((BigIntVector) batch.getVector(column)).setSafe(row, value);
  }

  private void setMoney(int column, int row, long hundredths) {
    ((DecimalVector) batch.getVector(column)).setSafe(row, hundredths);
  }

  private void setString(int column, int row, String value) {
    ((VarCharVector) batch.getVector(column)).setSafe(row, value.getBytes(StandardCharsets.UTF_8));
  }

  private void setDate(int column, int row, int days) {
    ((DateDayVector) batch.getVector(column)).setSafe(row, days);
  }
}
