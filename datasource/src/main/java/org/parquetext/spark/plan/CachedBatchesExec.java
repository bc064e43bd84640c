package org.parquetext.spark.plan;

import java.io.Serializable;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * The batches of a cached table, each freed when it is asked whether there is another. Spark makes
 * new vectors for each, and frees them when the task ends: by then it has all of them in memory.
 */
public final class CachedBatchesExec extends BatchNode {

  private static final long serialVersionUID = 1L;

  private static final String SHOWN = "freed one by one";

  /** The batches of a scan of a cached table. */
  public CachedBatchesExec(SparkPlan child) {
    super(child);
  }

  @Override
  SparkPlan above(SparkPlan query) {
    return new CachedBatchesExec(query);
  }

  @Override
  String shown() {
    return SHOWN;
  }

  @Override
  public RDD<ColumnarBatch> doExecuteColumnar() {
    return child()
        .executeColumnar()
        .mapPartitions(new Freed(), true, ClassTag$.MODULE$.apply(ColumnarBatch.class));
  }

  /** Travels to the executors. */
  static final class Freed
      extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>>
      implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<ColumnarBatch> apply(Iterator<ColumnarBatch> batches) {
      return new AbstractIterator<>() {

        private ColumnarBatch last;

        @Override
        public boolean hasNext() {
          free();
          return batches.hasNext();
        }

        @Override
        public ColumnarBatch next() {
          free();
          last = batches.next();
          return last;
        }

        private void free() {
          if (last != null) {
            last.close();
            last = null;
          }
        }
      };
    }
  }
}
