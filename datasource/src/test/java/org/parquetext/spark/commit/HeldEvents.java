package org.parquetext.spark.commit;

import java.util.concurrent.CountDownLatch;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Holds back the events of one kind, and all behind them. */
final class HeldEvents extends SparkListener {

  private final Class<? extends SparkListenerEvent> kind;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  HeldEvents(Class<? extends SparkListenerEvent> kind) {
    this.kind = kind;
  }

  /** Down when the first of them is held. */
  CountDownLatch reached() {
    return reached;
  }

  /** Nothing is held any more. Idempotent. */
  void release() {
    released.countDown();
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    hold(event);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    hold(event);
  }

  private void hold(SparkListenerEvent event) {
    if (kind.isInstance(event)) {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
