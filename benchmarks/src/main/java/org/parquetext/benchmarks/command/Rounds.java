package org.parquetext.benchmarks.command;

/**
 * How often every contender writes.
 *
 * @param warmUps unmeasured
 * @param measured of which the medians are reported
 */
public record Rounds(int warmUps, int measured) {

  private static final long FEW_ROWS = 10_000;
  private static final Rounds OF_FEW_ROWS = new Rounds(5, 15);
  private static final Rounds OF_MANY_ROWS = new Rounds(2, 5);

  /** More rounds where a write takes milliseconds: its time varies by as much. */
  static Rounds ofRows(long rows) {
    return rows < FEW_ROWS ? OF_FEW_ROWS : OF_MANY_ROWS;
  }
}
