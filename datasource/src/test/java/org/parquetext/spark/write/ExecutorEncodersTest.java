package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ExecutorEncodersTest {

  private final SparkConf conf = new SparkConf(false);

  @Test
  void threadsAreTheExecutorsCoresUnlessSet() {
    assertThat(ExecutorEncoders.threads(conf))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    conf.set("spark.executor.cores", "5");
    assertThat(ExecutorEncoders.threads(conf)).isEqualTo(5);
    conf.set("spark.parquetext.encoder.threads", "3");
    assertThat(ExecutorEncoders.threads(conf)).isEqualTo(3);
  }

  @Test
  void memoryIsAQuarterOfTheHeapUnlessSet() {
    assertThat(ExecutorEncoders.maxBufferedBytes(conf))
        .isEqualTo(Runtime.getRuntime().maxMemory() / 4);
    conf.set("spark.parquetext.memory.maxBufferedBytes", "64m");
    assertThat(ExecutorEncoders.maxBufferedBytes(conf)).isEqualTo(64L << 20);
  }

  @Test
  void columnsOfLargeRowsTakeASixthOfTheMemoryOverhead() {
    long heap = Runtime.getRuntime().maxMemory();
    assertThat(ExecutorEncoders.maxDirectBytes(conf))
        .isEqualTo(Math.max(384L << 20, heap / 10 >> 20 << 20) / 6);
    conf.set("spark.executor.memoryOverheadFactor", "0.9");
    assertThat(ExecutorEncoders.maxDirectBytes(conf))
        .isCloseTo(Math.max(384L << 20, (long) (heap * 0.9)) / 6, within(1L << 20));
    conf.set("spark.executor.memoryOverhead", "600");
    assertThat(ExecutorEncoders.maxDirectBytes(conf)).isEqualTo(100L << 20);
    conf.set("spark.executor.memoryOverhead", "3g");
    assertThat(ExecutorEncoders.maxDirectBytes(conf)).isEqualTo(512L << 20);
  }

  @Test
  void valuesAreChecked() {
    conf.set("spark.parquetext.encoder.threads", "0");
    assertThatThrownBy(() -> ExecutorEncoders.threads(conf))
        .hasMessageContaining("spark.parquetext.encoder.threads");
  }
}
