package org.parquetext.spark.write;

import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.spark.arrow.BatchRows;

/**
 * A batch on its way to the writer of a task, which Spark hands rows. Has no field, so that nobody
 * can take it for a row. Internal.
 *
 * <p>Spark counts what it hands over. So a batch of which <i>n</i> rows are to be written comes as
 * itself, followed by <i>n - 1</i> times {@link #COUNTED}, unless the writer has {@linkplain
 * #isCounted counted} these rows when it took the batch. The batch is valid until the row after
 * these is asked for.
 */
public final class BatchRow extends GenericInternalRow {

  /** One more row of the batch before it, with which it was taken. */
  public static final BatchRow COUNTED = new BatchRow();

  private static final long serialVersionUID = 1L;

  private transient ColumnarBatch batch;
  private transient BatchRows rows;
  private transient long rowsBefore;
  private transient boolean counted;

  /** Without a batch. */
  public BatchRow() {
    super(0);
  }

  /**
   * This carries another batch from now on.
   *
   * @param ofNext those of its rows that are to be written, at least one
   * @param before how many rows batches had since the last one, none of which is to be written
   */
  public BatchRow carry(ColumnarBatch next, BatchRows ofNext, long before) {
    rowsBefore = before;
    batch = next;
    rows = ofNext;
    counted = false;
    return this;
  }

  /** Whether Spark's count has all rows of the batch already. */
  public boolean isCounted() {
    return counted;
  }

  /** Spark's count has all rows of the batch. */
  void setCounted() {
    counted = true;
  }

  /** What it carries. */
  ColumnarBatch batch() {
    return batch;
  }

  /** Rows of batches before this one of which none is to be written. */
  long rowsBefore() {
    return rowsBefore;
  }

  /** The rows that are to be written. */
  BatchRows rows() {
    return rows;
  }
}
