package org.parquetext.spark.commit;

import java.io.IOException;

/** Cleaning up after a failure without losing it: later failures are attached to the first one. */
public final class Failures {

  /** A step of a clean-up. */
  @FunctionalInterface
  public interface Step {
    /** Takes the step. */
    void run() throws Exception;
  }

  private Failures() {}

  /** Takes the step; its own failure becomes a suppressed one of {@code first}. */
  public static void suppressing(Throwable first, Step step) {
    try {
      step.run();
    } catch (Exception e) {
      if (e != first) {
        first.addSuppressed(e);
      }
    }
  }

  /**
   * Takes a step of a clean-up that goes on after a failure.
   *
   * @param first what failed before, or null
   * @return what has failed first, or null
   */
  public static Throwable first(Throwable first, Step step) {
    try {
      step.run();
    } catch (Exception | Error e) {
      if (first == null) {
        return e;
      }
      if (e != first) {
        first.addSuppressed(e);
      }
    }
    return first;
  }

  /** Throws what {@link #first} has returned, if anything; its steps throw no other exceptions. */
  static void rethrowAsIs(Throwable failure) throws IOException {
    if (failure instanceof IOException cause) {
      throw cause;
    }
    rethrow(failure);
  }

  /** Throws what {@link #first} has returned, if anything. */
  public static void rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw failure instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
    }
  }
}
