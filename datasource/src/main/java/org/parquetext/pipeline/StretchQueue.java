package org.parquetext.pipeline;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.parquetext.column.EncoderArena;

/**
 * The stretches of one writer that are not encoded by every column yet, in order, and which column
 * stands where. Any number of threads may {@link #encodeSome}: each claims the column that is
 * furthest behind, encodes what waits for it, and reports back. One column is never claimed twice,
 * so columns proceed at their own pace, into the next row group too, while the stretches are taken
 * off the queue strictly in order.
 *
 * <p>The first error is kept with those that come later, ends all claims, and is thrown to the
 * calling thread. Thread-safe.
 */
final class StretchQueue {

  private static final Comparator<ColumnTask> FURTHEST_BEHIND =
      Comparator.<ColumnTask>comparingLong(column -> column.next).thenComparingInt(c -> c.index);

  private final ColumnTask[] columns;

  /** The columns that no thread has claimed; never grows. */
  private final PriorityQueue<ColumnTask> idle;

  private final Deque<Stretch> stretches = new ArrayDeque<>(2 * RowGroupSize.WINDOW);
  private long head;
  private int claims;
  private int waiting;
  private ColumnTask failed;
  private final FirstError failure = new FirstError();
  private volatile boolean stopped;

  StretchQueue(ColumnTask[] columns) {
    this.columns = columns;
    this.idle = new PriorityQueue<>(Math.max(1, columns.length), FURTHEST_BEHIND);
    idle.addAll(Arrays.asList(columns));
  }

  /** The number of columns. */
  int columns() {
    return columns.length;
  }

  /** Appends a stretch. */
  synchronized void submit(Stretch stretch) {
    stretch.remaining = columns.length;
    stretches.addLast(stretch);
  }

  /** Stretches that some column has still to encode or that have not been taken off. */
  synchronized int size() {
    return stretches.size();
  }

  /** Takes the first stretch off if every column has encoded it; null otherwise. */
  synchronized Stretch pollCompleted() {
    Stretch first = stretches.peekFirst();
    if (first == null || first.remaining > 0) {
      return null;
    }
    head++;
    return stretches.pollFirst();
  }

  /**
   * Encodes some stretches of one column, if a column is free and has any, and there is room to.
   *
   * @return whether something was done
   */
  boolean encodeSome(EncoderArena arena) {
    ColumnTask column = claim();
    if (column == null) {
      return false;
    }
    int done = 0;
    Throwable error = null;
    try {
      while (done < column.length && !stopped && column.encode(done, arena)) {
        done++;
      }
    } catch (Throwable e) {
      error = e;
    }
    report(column, done, error);
    return done > 0 || error != null;
  }

  /**
   * Waits until a column reports, at most {@code millis}.
   *
   * @return false if there is something to encode, but nobody does
   */
  synchronized boolean await(long millis) throws InterruptedException {
    Stretch first = stretches.peekFirst();
    if (failed != null || first == null || first.remaining == 0) {
      return true;
    }
    if (claims == 0) {
      return false;
    }
    waiting++;
    try {
      wait(millis);
    } finally {
      waiting--;
    }
    return true;
  }

  /**
   * Throws the first error, if there is one.
   *
   * @param place the file to name
   */
  synchronized void throwFailure(String place) {
    if (failed != null) {
      throw failed.exception(failure.get(), place);
    }
  }

  /**
   * Ends all work: no column is claimed any more, and when this returns no thread works on one.
   * Restores the interrupt flag of a thread that is interrupted meanwhile.
   */
  synchronized void stop() {
    stopped = true;
    boolean interrupted = false;
    waiting++;
    while (claims > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    waiting--;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes off what is left, encoded or not; only after {@link #stop()}. */
  synchronized Stretch pollAny() {
    return stretches.pollFirst();
  }

  private synchronized ColumnTask claim() {
    if (stopped) {
      return null;
    }
    ColumnTask column = idle.peek();
    if (column == null || column.next >= head + stretches.size()) {
      return null;
    }
    // First what can run out of memory: a claim that nobody works on would never be reported.
    fillRun(column);
    idle.poll();
    claims++;
    return column;
  }

  private void fillRun(ColumnTask column) {
    Iterator<Stretch> waitingStretches = stretches.iterator();
    for (long skip = column.next - head; skip > 0; skip--) {
      waitingStretches.next();
    }
    column.length = 0;
    while (waitingStretches.hasNext() && column.length < ColumnTask.MAX_RUN) {
      column.run[column.length++] = waitingStretches.next();
    }
  }

  /** The first error needs no memory: it may be that there is none, and must not get lost. */
  private synchronized void report(ColumnTask column, int done, Throwable error) {
    for (int i = 0; i < done; i++) {
      Stretch stretch = column.run[i];
      stretch.remaining--;
      stretch.bufferedBytes += column.bufferedBytes[i];
      stretch.finishedBytes += column.finishedBytes[i];
      stretch.dictionaryBytes += column.dictionaryBytes[i];
    }
    Arrays.fill(column.run, null);
    column.next += done;
    idle.add(column);
    claims--;
    if (error != null) {
      failed = failed == null ? column : failed;
      failure.add(error);
      stopped = true;
    }
    if (waiting > 0) {
      notifyAll();
    }
  }
}
