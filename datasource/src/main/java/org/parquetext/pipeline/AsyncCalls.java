package org.parquetext.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs a writer's calls one after another on a thread of its own, which exists only once it is
 * needed and ends when idle or with the writer.
 */
final class AsyncCalls {

  private static final long IDLE_SECONDS = 10;

  private ThreadPoolExecutor thread;
  private boolean ended;

  /** Runs {@code work} behind the calls before it; at once when the writer has ended. */
  synchronized CompletableFuture<Void> call(Runnable work) {
    return CompletableFuture.runAsync(work, ended ? Runnable::run : thread());
  }

  private Executor thread() {
    if (thread == null) {
      thread =
          new ThreadPoolExecutor(
              1,
              1,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              AsyncCalls::callerThread);
      thread.allowCoreThreadTimeOut(true);
    }
    return thread;
  }

  /** The writer has ended: calls that wait still run, to fail or to do nothing. */
  synchronized void end() {
    ended = true;
    if (thread != null) {
      thread.shutdown();
    }
  }

  private static Thread callerThread(Runnable work) {
    Thread created = new Thread(work, "parquet-ext-caller");
    created.setDaemon(true);
    created.setContextClassLoader(AsyncCalls.class.getClassLoader());
    return created;
  }
}
