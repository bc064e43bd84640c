package org.parquetext.benchmarks.meter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeriodicSamplerTest {

  private static final long LONG_MILLIS = 3_600_000;

  @Test
  void samplesAgainAndAgain() throws InterruptedException {
    CountDownLatch samples = new CountDownLatch(3);
    PeriodicSampler sampler = PeriodicSampler.start("test", 1, samples::countDown);
    samples.await();

    sampler.close();
  }

  @Test
  void doesNotWaitForItsNextSampleWhenClosed() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    PeriodicSampler sampler = PeriodicSampler.start("test", LONG_MILLIS, first::countDown);
    first.await();

    sampler.close();
  }

  @Test
  void throwsWhatASampleThrew() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    PeriodicSampler sampler =
        PeriodicSampler.start(
            "test",
            LONG_MILLIS,
            () -> {
              first.countDown();
              throw new IllegalStateException("no such figure");
            });
    first.await();

    assertThatThrownBy(sampler::close).hasMessage("no such figure");
  }
}
