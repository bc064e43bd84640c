package org.parquetext.integration.fault;

/**
 * A step that fails.
 *
 * @param times how often, for each task by itself where it is a step of tasks
 * @param blow how
 */
record Strike(Step step, int times, Blow blow) {
  /** More often than anything is tried. */
  static final int ALWAYS = Integer.MAX_VALUE;

  boolean isForEver() {
    return times == ALWAYS;
  }

  @Override
  public String toString() {
    return "%s %s at %s".formatted(blow, isForEver() ? "always" : times + " times", step);
  }
}
