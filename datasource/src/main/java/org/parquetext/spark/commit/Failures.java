package org.parquetext.spark.commit;

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
}
