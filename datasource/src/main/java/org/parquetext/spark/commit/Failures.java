package org.parquetext.spark.commit;

import java.io.IOException;

/**
 * What becomes of failures: cleaning up after one loses none, as later ones are attached to the
 * first, and each is thrown as what it is.
 */
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

  /**
   * Throws an exception as it is, also a checked one that nobody declares: Spark's Scala code
   * throws those, and its factories return them as {@code Throwable}.
   *
   * @return nothing; for {@code throw}, by which the compiler knows
   */
  @SuppressWarnings("unchecked")
  public static <E extends Throwable> RuntimeException raised(Throwable error) throws E {
    throw (E) error;
  }
}
