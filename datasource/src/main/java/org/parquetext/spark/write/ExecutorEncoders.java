package org.parquetext.spark.write;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.parquetext.options.WriteOption;
import org.parquetext.pipeline.EncoderRuntime;

/** The encoding pool of this executor, as its Spark configuration says; the first write decides. */
final class ExecutorEncoders {

  private static final String EXECUTOR_CORES = "spark.executor.cores";

  private ExecutorEncoders() {}

  static EncoderRuntime shared() {
    SparkConf conf = SparkEnv.get().conf();
    return EncoderRuntime.shared(threads(conf), maxBufferedBytes(conf));
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
}
