package org.parquetext.pipeline;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.parquetext.column.EncoderArena;

/**
 * The stretches of one writer that are not encoded by every column yet, in order, and which column
 * stands where. Any number of threads may {@link #encodeSome}: each claims the column that is
 * furthest behind, encodes what waits for it, and reports back. One column is never claimed twice,
 * so columns proceed at their own pace, into the next row group too, while the stretches are taken
 * off the queue strictly in order.
 *
 * <p>A column that takes long goes first, or the others would be done and their threads idle while
 * it still works: the one that takes longest counts as {@link ColumnTask#MAX_RUN} stretches further
 * behind than it is, the others in proportion (longest processing time first; Graham, Bounds on
 * Multiprocessing Timing Anomalies, 1969). The order decides nothing but the time.
 *
 * <p>The first error is kept with those that come later, ends all claims, and is thrown to the
 * calling thread. Thread-safe.
 */
final class StretchQueue {

  private static final Comparator<ColumnTask> FURTHEST_BEHIND =
      Comparator.<ColumnTask>comparingLong(column -> column.turn).thenComparingInt(c -> c.index);

  private final ColumnTask[] columns;
  private final LongSupplier nanos;
  private ColumnTask slowest;

  /** The columns that no thread has claimed and that are behind; never grows. */
  private final PriorityQueue<ColumnTask> behind;

  /** The columns that no thread has claimed and that have encoded all stretches; never grows. */
  private final Deque<ColumnTask> upToDate;

  private final Deque<Stretch> stretches = new ArrayDeque<>(2 * RowGroupSize.WINDOW);
  private long head;
  private int claims;
  private int waiting;
  private ColumnTask failed;
  private final FirstError failure = new FirstError();
  private volatile boolean stopped;

  StretchQueue(ColumnTask[] columns) {
    this(columns, System::nanoTime);
  }

  /**
   * A queue of another clock.
   *
   * @param nanos as {@link System#nanoTime()}
   */
  StretchQueue(ColumnTask[] columns, LongSupplier nanos) {
    this.columns = columns;
    this.nanos = nanos;
    this.slowest = columns.length == 0 ? null : columns[0];
    this.behind = new PriorityQueue<>(Math.max(1, columns.length), FURTHEST_BEHIND);
    this.upToDate = new ArrayDeque<>(columns.length + 1);
    upToDate.addAll(Arrays.asList(columns));
  }

  /** The number of columns. */
  int columns() {
    return columns.length;
  }

  /** Appends a stretch. */
  synchronized void submit(Stretch stretch) {
    stretch.remaining = columns.length;
    stretches.addLast(stretch);
    for (ColumnTask column = upToDate.poll(); column != null; column = upToDate.poll()) {
      queue(column);
    }
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
    long start = nanos.getAsLong();
    try {
      while (done < column.length && !stopped && column.encode(done, arena)) {
        done++;
      }
    } catch (Throwable e) {
      error = e;
    }
    long took = nanos.getAsLong() - start;
    column.took(took);
    report(column, done, took, error);
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
    ColumnTask column = behind.peek();
    if (column == null) {
      return null;
    }
    // First what can run out of memory: a claim that nobody works on would never be reported.
    fillRun(column);
    behind.poll();
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
  private synchronized void report(ColumnTask column, int done, long took, Throwable error) {
    for (int i = 0; i < done; i++) {
      Stretch stretch = column.run[i];
      stretch.remaining--;
      stretch.bufferedBytes += column.bufferedBytes[i];
      stretch.finishedBytes += column.finishedBytes[i];
      stretch.dictionaryBytes += column.dictionaryBytes[i];
    }
    Arrays.fill(column.run, null);
    column.encoded(done, took);
    release(column);
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

  private void release(ColumnTask column) {
    if (column.nanos >= slowest.nanos) {
      slowest = column;
    }
    if (column.next < head + stretches.size()) {
      queue(column);
    } else {
      upToDate.add(column);
    }
  }

  private void queue(ColumnTask column) {
    long credit = slowest.nanos == 0 ? 0 : ColumnTask.MAX_RUN * column.nanos / slowest.nanos;
    column.turn = column.next - credit;
    behind.add(column);
  }
}
