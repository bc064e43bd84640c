package org.parquetext.verify;

import java.util.function.BooleanSupplier;
import org.parquetext.WriteException;

/**
 * Ends a verification early: nobody wants the file any more, or the thread is interrupted.
 *
 * @param cancelled asked by the thread that reads
 */
record Cancellation(BooleanSupplier cancelled, String file) {

  /** Throws if it is to end. */
  void check() {
    if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new WriteException(
          "Cannot write file " + file + ": the write was cancelled while the file was verified");
    }
  }
}
