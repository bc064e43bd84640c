package org.parquetext.spark.write;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.parquetext.options.WriteOption;
import org.parquetext.pipeline.EncoderRuntime;

/**
 * The encoding pool of this executor, as its Spark configuration says; whoever asks first decides.
 * Internal.
 */
public final class ExecutorEncoders {

  private static final String EXECUTOR_CORES = "spark.executor.cores";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final String OVERHEAD_FACTOR = "spark.executor.memoryOverheadFactor";
  private static final double DEFAULT_OVERHEAD_FACTOR = 0.1;

  /** The least that Spark asks for. */
  private static final long MIN_OVERHEAD_MEBIBYTES = 384;

  private ExecutorEncoders() {}

  /** The pool; only where Spark runs. */
  public static EncoderRuntime shared() {
    SparkConf conf = SparkEnv.get().conf();
    return EncoderRuntime.shared(threads(conf), maxBufferedBytes(conf), maxDirectBytes(conf));
  }

  static int threads(SparkConf conf) {
    String key = WriteOption.ENCODER_THREADS.key();
    return conf.contains(key)
        ? (int) WriteOption.ENCODER_THREADS.number(conf.get(key))
        : conf.getInt(EXECUTOR_CORES, Runtime.getRuntime().availableProcessors());
  }

  static long maxBufferedBytes(SparkConf conf) {
    String key = WriteOption.MAX_BUFFERED_BYTES.key();
    return conf.contains(key)
        ? WriteOption.MAX_BUFFERED_BYTES.number(conf.get(key))
        : Runtime.getRuntime().maxMemory() / 4;
  }

  /**
   * What columns of large rows may take outside of the heap: half of the third of the executor's
   * memory overhead that all of a write may. The other half is for what pages of small rows take,
   * and codecs.
   */
  static long maxDirectBytes(SparkConf conf) {
    long heap = Runtime.getRuntime().maxMemory();
    long usual =
        Math.max(
            MIN_OVERHEAD_MEBIBYTES << 20,
            (long) (heap * conf.getDouble(OVERHEAD_FACTOR, DEFAULT_OVERHEAD_FACTOR)));
    long overhead = conf.getSizeAsMb(OVERHEAD, usual + "b") << 20;
    return overhead / 3 / 2;
  }
}
