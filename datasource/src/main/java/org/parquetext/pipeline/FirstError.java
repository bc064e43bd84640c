package org.parquetext.pipeline;

/**
 * The first of several errors, to which the later ones are attached, so that none hides another.
 * Needs memory for the later ones only. Not thread-safe.
 */
final class FirstError {

  private Throwable first;

  /** The first error; null when there is none. */
  Throwable get() {
    return first;
  }

  void add(Throwable error) {
    if (first == null) {
      first = error;
    } else if (error != first) {
      attach(error);
    }
  }

  private void attach(Throwable later) {
    try {
      first.addSuppressed(later);
    } catch (OutOfMemoryError e) {
      // Of two errors that the heap has no room to keep together, the first is the reason.
    }
  }

  /** Takes a step that must not keep the next one from being taken. */
  void during(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      add(e);
    }
  }

  /** Throws the first error, if there is one, and forgets it. */
  void rethrow() {
    Throwable error = first;
    first = null;
    if (error instanceof RuntimeException) {
      throw (RuntimeException) error;
    }
    if (error instanceof Error) {
      throw (Error) error;
    }
  }
}
