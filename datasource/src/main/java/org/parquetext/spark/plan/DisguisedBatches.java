package org.parquetext.spark.plan;

import java.io.Serializable;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.parquetext.spark.arrow.BatchRows;
import org.parquetext.spark.write.BatchRow;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * Disguises the batches of a task as rows, as many as are chosen of them. Travels to the executors.
 */
final class DisguisedBatches
    extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<InternalRow>>
    implements Serializable {

  /** Names of metrics, as other nodes have them. */
  static final String ROWS = "numOutputRows";

  static final String BATCHES = "numInputBatches";

  private static final long serialVersionUID = 1L;

  private final BatchChoice choice;
  private final SQLMetric rows;
  private final SQLMetric batches;

  DisguisedBatches(BatchChoice choice, SQLMetric rows, SQLMetric batches) {
    this.choice = choice;
    this.rows = rows;
    this.batches = batches;
  }

  @Override
  public Iterator<InternalRow> apply(Iterator<ColumnarBatch> source) {
    return new OfTask(source);
  }

  private Function<ColumnarBatch, BatchRows> finder() {
    return choice.filter() == null
        ? batch -> BatchRows.range(0, batch.numRows())
        : choice.filter().finder();
  }

  /**
   * The next batch is asked for no earlier than the row after those of the batch before it, which
   * ends that batch: its source may fill its vectors anew, and it is freed if they are nobody's.
   */
  private final class OfTask extends AbstractIterator<InternalRow> {

    private final Iterator<ColumnarBatch> source;
    private final Function<ColumnarBatch, BatchRows> finder = finder();
    private final BatchRow carrier = new BatchRow();

    /** As its source gave it, with all columns; null before the first and after the last. */
    private ColumnarBatch last;

    /** The last one, until it is handed out. */
    private ColumnarBatch batch;

    private BatchRows chosen;

    /** Rows of the batches before it of which none is chosen. */
    private long rowsBefore;

    /** Those of the batch that was handed out. */
    private int rowsToCount;

    OfTask(Iterator<ColumnarBatch> source) {
      this.source = source;
    }

    @Override
    public boolean hasNext() {
      if (carrier.isCounted()) {
        rowsToCount = 0;
      }
      while (rowsToCount == 0 && batch == null && read()) {
        batches.add(1);
        chosen = finder.apply(last);
        // One without rows must not be counted as one.
        batch = chosen.count() == 0 ? null : last;
        rowsBefore += batch == null ? last.numRows() : 0;
      }
      return rowsToCount > 0 || batch != null;
    }

    /** Whether there is one more batch; frees the one before it, as Spark's own node does. */
    private boolean read() {
      if (last != null) {
        last.closeIfFreeable();
      }
      last = source.hasNext() ? source.next() : null;
      return last != null;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no batch is left");
      }
      if (rowsToCount > 0) {
        rowsToCount--;
        return BatchRow.COUNTED;
      }
      BatchRow row = carrier.carry(choice.columns(batch), chosen, rowsBefore);
      rowsBefore = 0;
      rowsToCount = chosen.count() - 1;
      rows.add(chosen.count());
      batch = null;
      return row;
    }
  }
}
