package org.parquetext.pipeline;

import org.parquetext.WriteException;

/**
 * A finished file on its way to be closed, on any thread: when it is done, it is either closed or
 * discarded, never left open. Thread-safe.
 */
final class ClosingFile {

  private final String place;
  private final CloseReason reason;
  private final WriteActivity activity;

  /** Null when it is done: what it holds is not to be kept. */
  private OpenFile file;

  private WrittenFile written;
  private WriteException failure;
  private Thread closer;
  private boolean aborted;
  private boolean done;

  ClosingFile(OpenFile file, CloseReason reason, WriteActivity activity) {
    this.file = file;
    this.place = file.place();
    this.reason = reason;
    this.activity = activity;
  }

  /** Closes the file, or discards it when it was aborted before or that fails. */
  void close() {
    WrittenFile facts = null;
    Throwable error = null;
    if (begin()) {
      activity.closingBegins();
      try {
        facts = file.finish(reason);
      } catch (Throwable e) {
        error = e;
      } finally {
        activity.closingEnds();
      }
    }
    end(facts, error);
  }

  /** Nobody is there who could close the file. Does nothing when it is done. */
  void fail(Throwable error) {
    if (!isDone()) {
      end(null, error);
    }
  }

  private synchronized boolean begin() {
    closer = Thread.currentThread();
    return !aborted;
  }

  /** Discards the file if it is not closed, and says so in any case: others wait for it. */
  private void end(WrittenFile facts, Throwable error) {
    try {
      if (facts == null) {
        workUndisturbed();
        file.abort();
      }
    } finally {
      done(facts, error);
    }
  }

  /** From now on {@link #abort} interrupts nobody: the file would not be deleted. */
  private synchronized void workUndisturbed() {
    closer = null;
  }

  private synchronized void done(WrittenFile facts, Throwable error) {
    closer = null;
    written = facts;
    if (error instanceof WriteException) {
      failure = (WriteException) error;
    } else if (error != null) {
      failure = new WriteException("Cannot write " + place + ": " + error.getMessage(), error);
    }
    done = true;
    file = null;
    notifyAll();
  }

  /**
   * Has the file closed or discarded soon: who closes it is interrupted. A store may still take its
   * time.
   */
  synchronized void abort() {
    aborted = true;
    if (closer != null) {
      closer.interrupt();
    }
  }

  /** Waits until it is done, or for so long. */
  synchronized void await(long millis) throws InterruptedException {
    if (!done) {
      wait(millis);
    }
  }

  synchronized boolean isDone() {
    return done;
  }

  /** The facts of the file; null when it is not closed. */
  synchronized WrittenFile written() {
    return written;
  }

  /** Why the file could not be closed; null when it could, or is not done. */
  synchronized WriteException failure() {
    return failure;
  }

  String place() {
    return place;
  }
}
