package org.parquetext.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.parquetext.column.EncoderArena;
import org.parquetext.options.WriteOption;

/**
 * What the writers of one executor share: the encoder threads, their arenas, the memory budget, the
 * segments of finished pages, and the threads that close files.
 *
 * <p>The threads that call writers count as encoding, except while they wait: {@code threads} minus
 * those is how many pool threads may run. With every core busy in a task of its own, each task thus
 * encodes by itself, and a single task on an idle executor gets all other cores. Files are closed
 * by other threads, which wait for the store and do not count. All threads are daemons, carry this
 * class's class loader and end when idle. Thread-safe.
 */
public final class EncoderRuntime {

  private static final long IDLE_SECONDS = 10;

  private static EncoderRuntime shared;

  private final int threads;
  private final SegmentPool segments = new SegmentPool();
  private final MemoryBudget budget;
  private final DirectMemory direct;
  private final ThreadPoolExecutor pool;
  private final ThreadPoolExecutor closers;
  private final Deque<EncoderArena> arenas = new ArrayDeque<>();
  private final LongAdder rowsTaken = new LongAdder();
  private final WriteActivity activity = new WriteActivity();
  private int groups;
  private int callers;
  private int running;
  private int closing;

  private EncoderRuntime(int threads, long maxBufferedBytes, long maxDirectBytes) {
    this.threads = threads;
    this.budget = new MemoryBudget(maxBufferedBytes, segments);
    this.direct = new DirectMemory(maxDirectBytes);
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> thread(work, "parquet-ext-encoder-" + number.incrementAndGet()));
    pool.allowCoreThreadTimeOut(true);
    AtomicInteger closer = new AtomicInteger();
    this.closers =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> thread(work, "parquet-ext-closer-" + closer.incrementAndGet()));
  }

  /**
   * A runtime of its own, beside the shared one.
   *
   * @param threads cores to use, the calling threads included; at least 1
   * @param maxBufferedBytes the memory budget in bytes; at least 1
   */
  public static EncoderRuntime create(int threads, long maxBufferedBytes) {
    return create(threads, maxBufferedBytes, maxBufferedBytes);
  }

  /**
   * As {@link #create(int, long)}.
   *
   * @param maxDirectBytes bytes outside of the heap that the columns of large rows may take at once
   */
  public static EncoderRuntime create(int threads, long maxBufferedBytes, long maxDirectBytes) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1 but was " + threads);
    }
    if (maxBufferedBytes < 1) {
      throw new IllegalArgumentException(
          "maxBufferedBytes must be at least 1 but was " + maxBufferedBytes);
    }
    return new EncoderRuntime(threads, maxBufferedBytes, maxDirectBytes);
  }

  /** The runtime of this process; the first call decides its size. */
  public static synchronized EncoderRuntime shared(
      int threads, long maxBufferedBytes, long maxDirectBytes) {
    if (shared == null) {
      shared = create(threads, maxBufferedBytes, maxDirectBytes);
    }
    return shared;
  }

  /**
   * The runtime of this process. When it does not exist yet it gets as many threads as the
   * environment variable {@value WriteOption#ENCODER_THREADS_ENVIRONMENT} says, else as there are
   * processors, and a quarter of the heap.
   *
   * @throws IllegalArgumentException if it does not exist yet and the variable is no such number
   */
  public static synchronized EncoderRuntime shared() {
    if (shared == null) {
      String threads = System.getenv(WriteOption.ENCODER_THREADS_ENVIRONMENT);
      long heap = Runtime.getRuntime().maxMemory();
      shared = create(defaultThreads(threads), heap / 4, heap / 16);
    }
    return shared;
  }

  /** Cores that encoding may use, those of the calling threads included. */
  public int threads() {
    return threads;
  }

  /** The memory budget in bytes. */
  public long maxBufferedBytes() {
    return budget.limit();
  }

  /** Bytes that all writers hold now. */
  public long bufferedBytes() {
    return budget.held();
  }

  /** The most bytes that were ever held at once. */
  public long peakBufferedBytes() {
    return budget.peak();
  }

  /** Rows that writers were ever given, also those of writes that failed later. */
  public long rowsTaken() {
    return rowsTaken.sum();
  }

  void countRows(long rows) {
    rowsTaken.add(rows);
  }

  /** What the writers do at the moment. */
  public WriteActivity activity() {
    return activity;
  }

  /**
   * Bytes that are kept for columns to come, beside those that writers hold: no more than the
   * budget leaves, and none when there are no writers.
   */
  public long idleBytes() {
    return segments.idleBytes();
  }

  SegmentPool segments() {
    return segments;
  }

  MemoryBudget budget() {
    return budget;
  }

  DirectMemory direct() {
    return direct;
  }

  /** A group gets its first writer; {@link #unregister()} is its end. */
  synchronized void register() {
    groups++;
    callers++;
  }

  /** A group ends. The last one to go takes the idle arenas, their native memory and segments. */
  void unregister() {
    Deque<EncoderArena> idle = new ArrayDeque<>();
    synchronized (this) {
      groups--;
      callers--;
      if (groups == 0) {
        idle.addAll(arenas);
        arenas.clear();
        segments.clear();
      }
    }
    idle.forEach(EncoderArena::close);
  }

  /** The calling thread is about to wait and lends its core to the pool. */
  synchronized void callerWaits() {
    callers--;
  }

  /** The calling thread works again. */
  synchronized void callerWorks() {
    callers++;
  }

  /** Groups that have writers: for Spark, tasks. */
  public synchronized int groups() {
    return groups;
  }

  /** Pool threads that work now. */
  public synchronized int running() {
    return running;
  }

  /** Whether a pool thread could run now. */
  synchronized boolean hasIdleCore() {
    return running < threads - callers;
  }

  /** Starts {@code work} on a pool thread if a core is idle. */
  synchronized boolean tryStart(Runnable work) {
    if (running >= threads - callers) {
      return false;
    }
    pool.execute(
        () -> {
          try {
            work.run();
          } finally {
            ended();
          }
        });
    running++;
    return true;
  }

  /** Whether a pool thread may go on: calling threads that came since have the right of way. */
  synchronized boolean mayContinue() {
    return running <= threads - callers;
  }

  /**
   * Has a file closed on a thread that may wait for its store, if fewer than {@code limit} are
   * being closed so.
   */
  synchronized boolean tryClose(int limit, Runnable work) {
    if (closing >= limit) {
      return false;
    }
    closers.execute(
        () -> {
          try {
            work.run();
          } finally {
            closed();
          }
        });
    closing++;
    return true;
  }

  /** Files that are being closed in the background. */
  synchronized int closing() {
    return closing;
  }

  private synchronized void closed() {
    closing--;
  }

  EncoderArena takeArena() {
    synchronized (this) {
      EncoderArena arena = arenas.pollLast();
      if (arena != null) {
        return arena;
      }
    }
    return new EncoderArena();
  }

  void returnArena(EncoderArena arena) {
    synchronized (this) {
      if (groups > 0 && arenas.size() < threads) {
        arenas.addLast(arena);
        return;
      }
    }
    arena.close();
  }

  private synchronized void ended() {
    running--;
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(EncoderRuntime.class.getClassLoader());
    return thread;
  }

  /**
   * The size of a runtime that nobody sized.
   *
   * @param environment the value of the environment variable, if it is set
   */
  static int defaultThreads(String environment) {
    return environment == null || environment.isBlank()
        ? Runtime.getRuntime().availableProcessors()
        : (int)
            WriteOption.ENCODER_THREADS.number(
                WriteOption.ENCODER_THREADS_ENVIRONMENT, environment);
  }
}
