package org.parquetext.spark.arrow;

/**
 * Whether the values of one column are likely to repeat within its next batch, going by the batches
 * before. Of the column, not of a copier: which copier gets a batch is a matter of time, and what
 * batches are copied to decides where files are cut. Confined to one thread.
 */
final class Repetition {

  private static final int MAX_BATCHES_TO_SKIP = 15;

  /** Batches that are not looked at since values of others before them have not repeated. */
  private int batchesToSkip;

  private int skipped;

  /** To be asked once for each batch. */
  boolean isLikely() {
    if (skipped < batchesToSkip) {
      skipped++;
      return false;
    }
    return true;
  }

  /** Whether the values of a batch that was looked at have repeated. */
  void found(boolean repeated) {
    batchesToSkip = repeated ? 0 : Math.min(MAX_BATCHES_TO_SKIP, 2 * batchesToSkip + 1);
    skipped = 0;
  }
}
