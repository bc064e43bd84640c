package org.parquetext.spark.plan;

import org.apache.arrow.vector.BigIntVector;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ArrowColumnVector;

/** A vector that nobody frees who does not own its batch, and that knows whether it was freed. */
final class FreeableVector extends ArrowColumnVector {

  private boolean freed;

  FreeableVector() {
    super(new BigIntVector("x", ArrowUtils.rootAllocator()));
  }

  boolean isFreed() {
    return freed;
  }

  @Override
  public void close() {
    freed = true;
    super.close();
  }
}
