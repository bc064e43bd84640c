package org.parquetext.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void valuesAreChecked() {
    conf.set("spark.parquetext.encoder.threads", "0");
    assertThatThrownBy(() -> ExecutorEncoders.threads(conf))
        .hasMessageContaining("spark.parquetext.encoder.threads");
  }
}
