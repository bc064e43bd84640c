package org.parquetext.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.parquetext.WriteException;
import org.parquetext.column.EncoderArena;
import org.parquetext.options.WriteOptions;

/**
 * The threads that encode the stretches of one writer: the calling one, and as many helpers from
 * the pool as there are idle cores and work for them. Also the place where the calling thread
 * waits, and where it learns of errors, kills and interrupts.
 *
 * <p>All methods belong to the calling thread.
 */
final class EncoderCrew {

  private static final long POLL_MILLIS = 50;

  /** For less waiting work than this, waking a thread costs more than it gains. */
  private static final long BYTES_PER_HELPER = 512 << 10;

  private final EncoderRuntime runtime;
  private final WriterGroup group;
  private final StretchQueue queue;
  private final MemoryLedger ledger;
  private final Supplier<String> place;
  private final BooleanSupplier cancelled;
  private final WriteProgress progress;
  private final int maxHelpers;
  private final AtomicInteger helpers = new AtomicInteger();

  /**
   * The crew of one writer.
   *
   * @param place says for messages which file is being written
   * @param cancelled polled at each check and in every wait
   */
  EncoderCrew(
      WriterGroup group,
      StretchQueue queue,
      MemoryLedger ledger,
      Supplier<String> place,
      WriteOptions options,
      BooleanSupplier cancelled,
      WriteProgress progress) {
    this.runtime = group.runtime();
    this.group = group;
    this.queue = queue;
    this.ledger = ledger;
    this.place = place;
    this.cancelled = cancelled;
    this.progress = progress;
    int cap = options.encoderParallelism();
    this.maxHelpers = cap > 0 ? Math.min(cap - 1, queue.columns()) : queue.columns();
  }

  /** Lets idle cores encode, one for each share of waiting bytes; without any, encodes at once. */
  void dispatch() {
    if (!mayBeHelped()) {
      while (queue.encodeSome(group.arena())) {
        check();
      }
      return;
    }
    long wanted = Math.min(maxHelpers, ledger.raw() / BYTES_PER_HELPER);
    while (helpers.get() < wanted && startHelper()) {
      // The condition does the work.
    }
  }

  /** Whether others encode for the writer, or might once there is something to encode. */
  boolean mayBeHelped() {
    return helpers.get() > 0 || maxHelpers > 0 && runtime.hasIdleCore();
  }

  private boolean startHelper() {
    helpers.incrementAndGet();
    boolean started = false;
    try {
      started = runtime.tryStart(this::help);
    } finally {
      if (!started) {
        helpers.decrementAndGet();
      }
    }
    return started;
  }

  private void help() {
    try {
      EncoderArena helperArena = runtime.takeArena();
      try {
        while (runtime.mayContinue() && queue.encodeSome(helperArena)) {
          // The condition does the work.
        }
      } finally {
        runtime.returnArena(helperArena);
      }
    } finally {
      helpers.decrementAndGet();
    }
  }

  /** Encodes something, or waits for a helper that does. */
  void encodeOrWait() {
    if (!queue.encodeSome(group.arena())) {
      await();
    }
  }

  private void await() {
    check();
    WriteStage reason =
        group.isMakingRoom() ? WriteStage.WAIT_FOR_MEMORY : WriteStage.WAIT_FOR_ENCODERS;
    if (!await(reason, queue::await)) {
      await(WriteStage.WAIT_FOR_MEMORY, runtime.direct()::await);
    }
  }

  private boolean await(WriteStage reason, Wait wait) {
    long start = System.nanoTime();
    runtime.callerWaits();
    runtime.activity().waitBegins(reason);
    try {
      return wait.await(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteException("Cannot write " + place.get() + ": interrupted", e);
    } finally {
      runtime.activity().waitEnds(reason);
      runtime.callerWorks();
      progress.took(reason, System.nanoTime() - start);
    }
  }

  /** Throws the first error of a column, or for a kill or an interrupt. */
  void check() {
    queue.throwFailure(place.get());
    if (cancelled.getAsBoolean()) {
      throw new WriteException("Cannot write " + place.get() + ": the write was cancelled");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new WriteException("Cannot write " + place.get() + ": interrupted");
    }
  }

  /** Waits at most so long. */
  @FunctionalInterface
  private interface Wait {
    boolean await(long millis) throws InterruptedException;
  }
}
