package org.parquetext.benchmarks.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.spark.sql.util.ArrowUtils;
import org.junit.jupiter.api.Test;

class DirectMemorySamplerTest {

  private static final int BYTES = 8 << 20;

  @Test
  void seesArrowBuffersOnce() {
    DirectMemorySampler sampler = DirectMemorySampler.start();
    try (ArrowBuf buffer = ArrowUtils.rootAllocator().buffer(BYTES)) {
      sampler.sample();
      assertThat(buffer.capacity()).isEqualTo(BYTES);
    } finally {
      sampler.close();
    }

    assertThat(sampler.peakBytes()).isBetween((long) BYTES, 2L * BYTES - 1);
  }

  @Test
  void seesJavasDirectBuffers() {
    DirectMemorySampler sampler = DirectMemorySampler.start();
    ByteBuffer buffer;
    try {
      buffer = ByteBuffer.allocateDirect(BYTES);
      sampler.sample();
    } finally {
      sampler.close();
    }

    assertThat(buffer.capacity()).isEqualTo(BYTES);
    assertThat(sampler.peakBytes()).isBetween((long) BYTES, 2L * BYTES - 1);
  }
}
