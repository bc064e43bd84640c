package org.parquetext.integration.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An observer of a proxy that holds the first request of some, on its way to the server. */
final class HeldRequest implements Consumer<S3Request> {
  private static final long MINUTES = 3;

  private final Predicate<S3Request> which;
  private final AtomicBoolean seen = new AtomicBoolean();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  HeldRequest(Predicate<S3Request> which) {
    this.which = which;
  }

  @Override
  public void accept(S3Request request) {
    if (which.test(request) && seen.compareAndSet(false, true)) {
      arrived.countDown();
      await(released);
    }
  }

  /** Whether it has come so far. */
  boolean hasArrived() {
    return arrived.getCount() == 0;
  }

  /** Waits until it has come. */
  void awaitArrival() {
    assertThat(await(arrived)).as("the request comes").isTrue();
  }

  /** Lets it go on, now or as soon as it comes. */
  void release() {
    released.countDown();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
