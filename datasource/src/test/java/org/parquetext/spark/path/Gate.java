package org.parquetext.spark.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the rows of a write back until it is opened. One for a JVM, as tasks find it by name. */
final class Gate {

  private static volatile CountDownLatch arrived;
  private static volatile CountDownLatch opened;

  private Gate() {}

  static void close() {
    arrived = new CountDownLatch(1);
    opened = new CountDownLatch(1);
  }

  static void awaitArrival() throws InterruptedException {
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
  }

  static void open() {
    opened.countDown();
  }

  static long pass(long row) throws InterruptedException {
    arrived.countDown();
    assertThat(opened.await(60, TimeUnit.SECONDS)).isTrue();
    return row;
  }
}
